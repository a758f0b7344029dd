//! What can be set about a layout.

/// Distances, and how long to search. All distances are in pixels.
///
/// A distance that is negative or no number counts as 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Between two boxes of one column that lead to a common box. Default 12.
    pub gap: f64,
    /// Between two boxes of one column that lead to none in common. Default 24.
    pub group_gap: f64,
    /// Between parts of the picture that no link joins. Default 32.
    pub part_gap: f64,
    /// Above and below a link that passes a column. Default 8.
    pub slot_gap: f64,
    /// How wide the gutter between two columns is at least. Default 64.
    pub gutter: f64,
    /// How much each link widens the gutter in which it runs. Default 1.
    pub gutter_per_link: f64,
    /// How wide a gutter gets at most, arcs beside the column not counted. Default 120.
    pub gutter_most: f64,
    /// How far links stand apart where they meet one side of a box, if there is room. Default 8.
    pub port_gap: f64,
    /// How far an arc beside a column stands out, and how far apart two of them are. Default 12.
    pub arc_gap: f64,
    /// From how many orders to search for the fewest crossings, at most. Default 400.
    ///
    /// The first is the order given, four come from walks through the graph, and the others are the
    /// best so far with one thing changed at random. Parts of more than a hundred boxes are searched
    /// from fewer, so that the time stays bounded; one of several thousand from the first alone.
    /// 0 keeps the order as it is given.
    pub starts: usize,
    /// An order to begin from instead of that of the nodes: their positions in the list, from the
    /// top of the page to its bottom. Nodes that are not in it are put where they cross least.
    ///
    /// A reader knows the last picture: it is kept unless [`Options::keep_within`] says otherwise.
    pub previous: Option<Vec<usize>>,
    /// The share of crossings that a new order must save before [`Options::previous`] is given up.
    /// Default 0.1.
    pub keep_within: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            gap: 12.0,
            group_gap: 24.0,
            part_gap: 32.0,
            slot_gap: 8.0,
            gutter: 64.0,
            gutter_per_link: 1.0,
            gutter_most: 120.0,
            port_gap: 8.0,
            arc_gap: 12.0,
            starts: 400,
            previous: None,
            keep_within: 0.1,
        }
    }
}

impl Options {
    /// The same options with every distance a finite number of at least 0.
    pub(super) fn checked(&self) -> Self {
        let fit = |d: f64| if d.is_finite() { d.max(0.0) } else { 0.0 };
        Options {
            gap: fit(self.gap),
            group_gap: fit(self.group_gap),
            part_gap: fit(self.part_gap),
            slot_gap: fit(self.slot_gap),
            gutter: fit(self.gutter),
            gutter_per_link: fit(self.gutter_per_link),
            gutter_most: fit(self.gutter_most),
            port_gap: fit(self.port_gap),
            arc_gap: fit(self.arc_gap),
            keep_within: fit(self.keep_within),
            starts: self.starts,
            previous: self.previous.clone(),
        }
    }
}
