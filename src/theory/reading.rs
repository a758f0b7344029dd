//! A whole programme read as of a day.

use serde::ser::SerializeStruct;

use super::link::LinkReading;
use super::movement::{Movement, Movements};
use super::net::Net;
use super::rivals::Search;
use super::{MOVED_BY_CHANCE, MeasureMovement, Settings};
use crate::base::Date;
use crate::diagram::NodeRef;
use crate::programme::Programme;

/// A programme's theory beside its evidence, as of a day. Points, cycles and starts after that day do
/// not exist.
#[derive(Debug)]
pub struct TheoryReading<'p> {
    pub(super) programme: &'p Programme,
    pub(super) as_of: Date,
    pub(super) settings: Settings,
    pub(super) net: Net<'p>,
    pub(super) movements: Movements,
    pub(super) links: Vec<LinkReading<'p>>,
}

/// The day, and how every measure, node, link and aim was read on it.
impl serde::Serialize for TheoryReading<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("TheoryReading", 5)?;
        fields.serialize_field("as_of", &self.as_of)?;
        fields.serialize_field("measures", self.measures())?;
        fields.serialize_field("nodes", self.nodes())?;
        fields.serialize_field("links", self.links())?;
        fields.serialize_field("aims", &self.aims())?;
        fields.end()
    }
}

impl<'p> TheoryReading<'p> {
    /// Reads a programme.
    pub fn new(programme: &'p Programme, as_of: Date, settings: &Settings) -> Self {
        let net = Net::of(programme.diagram());
        let movements = Movements::read(programme, &net, as_of, settings);
        let links = {
            let search = Search::new(programme, &net, &movements, as_of, settings);
            net.links.iter().filter_map(|wire| LinkReading::of(&search, *wire)).collect()
        };
        TheoryReading { programme, as_of, settings: settings.clone(), net, movements, links }
    }

    /// The programme.
    pub fn programme(&self) -> &'p Programme {
        self.programme
    }

    /// The day.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Every measure as it was read, in the programme's order.
    pub fn measures(&self) -> &[MeasureMovement] {
        &self.movements.measures
    }

    /// One measure by its id.
    pub fn measure(&self, id: &str) -> Option<&MeasureMovement> {
        self.movements.measures.get(self.programme.measures().position(id)?)
    }

    /// Every node: aims, drivers, changes, each in its order.
    pub fn nodes(&self) -> &[Movement] {
        &self.movements.nodes
    }

    /// One node by its id.
    pub fn node(&self, id: &str) -> Option<&Movement> {
        self.movements.nodes.get(self.position(self.programme.diagram().node(id)?)?)
    }

    /// Every link that counts, in the order of the diagram.
    pub fn links(&self) -> &[LinkReading<'p>] {
        &self.links
    }

    /// The link between two nodes.
    pub fn link(&self, from: &str, to: &str) -> Option<&LinkReading<'p>> {
        self.links.iter().find(|reading| {
            reading.link.cause().as_str() == from && reading.link.effect().as_str() == to
        })
    }

    pub(super) fn position(&self, node: NodeRef<'_>) -> Option<usize> {
        self.net.position(self.programme.diagram(), node)
    }

    /// How many measures could show a movement by chance alone, of those that can be read: the rate
    /// [`MOVED_BY_CHANCE`] for each under the default settings; under others the share of steady charts
    /// that show a signal anywhere, which is an upper bound, for the lengths at which it is known;
    /// `None` if it is known for none.
    pub fn moved_by_chance(&self) -> Option<f64> {
        let read = self.movements.measures.iter().filter(|m| m.state.is_seen());
        let standard = self.settings.method == Settings::default().method;
        let rates = read.filter_map(|measure| {
            let alarms = || crate::spc::FalseAlarms::of(&self.settings.method, measure.points);
            if standard { Some(MOVED_BY_CHANCE) } else { alarms().map(|rate| rate.any_signal) }
        });
        rates.reduce(|sum, rate| sum + rate)
    }
}
