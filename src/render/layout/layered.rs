//! One connected part of the picture, with bend points in every column that a link passes.

use super::{Graph, Link};

/// A connected part: vertices are the part's boxes and the bend points of its long links.
pub(super) struct Layered {
    /// The first column that the part uses.
    pub(super) first: usize,
    /// Which box a vertex is; none for a bend point.
    pub(super) node: Vec<Option<usize>>,
    /// The column of each vertex, counted from `first`.
    pub(super) column: Vec<usize>,
    /// Neighbours in the column to the left.
    pub(super) left: Vec<Vec<usize>>,
    /// Neighbours in the column to the right.
    pub(super) right: Vec<Vec<usize>>,
    /// Every link that joins two columns, with its vertices from left to right.
    pub(super) chains: Vec<Chain>,
    /// Every link inside one column.
    pub(super) arcs: Vec<Arc>,
}

pub(super) struct Chain {
    /// The link's position in the graph's list.
    pub(super) link: usize,
    pub(super) vertices: Vec<usize>,
}

pub(super) struct Arc {
    pub(super) link: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Who stands above whom.
#[derive(Clone, PartialEq)]
pub(super) struct Order {
    /// The vertices of each column, from the top.
    pub(super) columns: Vec<Vec<usize>>,
    /// The position of each vertex in its column.
    pub(super) at: Vec<usize>,
}

impl Order {
    pub(super) fn new(columns: Vec<Vec<usize>>, vertices: usize) -> Self {
        let mut order = Order { columns, at: vec![0; vertices] };
        for column in 0..order.columns.len() {
            order.number(column);
        }
        order
    }

    /// Writes down the positions of a column whose vertices have moved.
    pub(super) fn number(&mut self, column: usize) {
        for (i, &v) in self.columns[column].iter().enumerate() {
            self.at[v] = i;
        }
    }
}

impl Layered {
    pub(super) fn vertices(&self) -> usize {
        self.node.len()
    }

    pub(super) fn columns(&self) -> usize {
        self.column.iter().max().map_or(0, |c| c + 1)
    }

    pub(super) fn is_bend(&self, vertex: usize) -> bool {
        self.node[vertex].is_none()
    }

    pub(super) fn links(&self) -> usize {
        self.right.iter().map(Vec::len).sum()
    }
}

/// The connected parts of a graph, by their first box in the list; boxes without a link are parts.
pub(super) fn parts(graph: &Graph) -> Vec<Layered> {
    let part_of = part_of(graph);
    let count = part_of.iter().max().map_or(0, |p| p + 1);
    let mut nodes = vec![Vec::new(); count];
    for (node, &part) in part_of.iter().enumerate() {
        nodes[part].push(node);
    }
    // The order in which links were written makes no difference from here on.
    let mut sorted: Vec<usize> = (0..graph.links().len()).collect();
    sorted.sort_by_key(|&l| (graph.links()[l], l));
    let mut links = vec![Vec::new(); count];
    for link in sorted {
        links[part_of[graph.links()[link].from]].push(link);
    }
    let mut vertex_of = vec![0; graph.nodes().len()];
    nodes.iter().zip(&links).map(|(n, l)| part(graph, n, l, &mut vertex_of)).collect()
}

fn part(graph: &Graph, nodes: &[usize], links: &[usize], vertex_of: &mut [usize]) -> Layered {
    let column_of = |node: usize| usize::from(graph.nodes()[node].column);
    let first = nodes.iter().map(|&n| column_of(n)).min().unwrap_or(0);
    let mut part = Layered {
        first,
        node: Vec::new(),
        column: Vec::new(),
        left: Vec::new(),
        right: Vec::new(),
        chains: Vec::new(),
        arcs: Vec::new(),
    };
    for &node in nodes {
        vertex_of[node] = part.add(Some(node), column_of(node) - first);
    }
    for &link in links {
        let Link { from, to } = graph.links()[link];
        let (from, to) = (vertex_of[from], vertex_of[to]);
        if part.column[from] == part.column[to] {
            part.arcs.push(Arc { link, from, to });
            continue;
        }
        let (left, right) =
            if part.column[from] < part.column[to] { (from, to) } else { (to, from) };
        let mut vertices = vec![left];
        for column in part.column[left] + 1..part.column[right] {
            vertices.push(part.add(None, column));
        }
        vertices.push(right);
        for pair in vertices.windows(2) {
            part.right[pair[0]].push(pair[1]);
            part.left[pair[1]].push(pair[0]);
        }
        part.chains.push(Chain { link, vertices });
    }
    part
}

impl Layered {
    fn add(&mut self, node: Option<usize>, column: usize) -> usize {
        self.node.push(node);
        self.column.push(column);
        self.left.push(Vec::new());
        self.right.push(Vec::new());
        self.node.len() - 1
    }
}

/// The number of each node's connected part, counted by first nodes.
fn part_of(graph: &Graph) -> Vec<usize> {
    let mut beside = vec![Vec::new(); graph.nodes().len()];
    for &Link { from, to } in graph.links() {
        beside[from].push(to);
        beside[to].push(from);
    }
    let mut part: Vec<Option<usize>> = vec![None; graph.nodes().len()];
    let mut count = 0;
    for node in 0..part.len() {
        if part[node].is_some() {
            continue;
        }
        let mut open = vec![node];
        part[node] = Some(count);
        while let Some(here) = open.pop() {
            for &next in &beside[here] {
                if part[next].is_none() {
                    part[next] = Some(count);
                    open.push(next);
                }
            }
        }
        count += 1;
    }
    part.into_iter().flatten().collect()
}
