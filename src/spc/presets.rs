//! Named methods: the tools of the field, and the one recommended here.

use super::icons::{Conflict, IconSide, Judgement, OnLimit};
use super::rules::{Company, Mark, Pattern, Rule, RuleSet, RunBounds, RunTable, Ties};
use super::{
    Average, ChartKind, ChartSpec, Flat, Floor, Gaps, Minimum, MinimumScope, RareEvents, Screening,
    TimeBetween, XmrFactor,
};

/// How to draw a chart, which rules to apply, and how to judge what they find.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    spec: ChartSpec,
    rules: RuleSet,
    judgement: Judgement,
}

impl Method {
    /// A method of one's own.
    pub const fn new(spec: ChartSpec, rules: RuleSet, judgement: Judgement) -> Self {
        Method { spec, rules, judgement }
    }

    /// How the chart is drawn.
    pub const fn spec(&self) -> &ChartSpec {
        &self.spec
    }

    /// The rules.
    pub const fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// How signals become icons.
    pub const fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    /// The same method for another chart.
    #[must_use]
    pub const fn drawing(mut self, kind: ChartKind) -> Self {
        self.spec.kind = kind;
        self
    }

    /// The same method with other options of the chart.
    #[must_use]
    pub fn with_spec(mut self, change: impl FnOnce(&mut ChartSpec)) -> Self {
        change(&mut self.spec);
        self
    }

    /// The same method with other rules.
    #[must_use]
    pub fn with_rules(mut self, rules: RuleSet) -> Self {
        self.rules = rules;
        self
    }
}

impl Default for Method {
    fn default() -> Self {
        Preset::Recommended.method()
    }
}

/// A method by name.
///
/// | | Recommended | MDC Excel v5.0 | MDC SQL v2.6 | NHSRplotthedots | qicharts2 | PowerBI-SPC |
/// |---|---|---|---|---|---|---|
/// | three sigma | 2.66 MR | 2.66 MR | 2.66 MR | 2.66 MR | 3/1.128 MR | 3/1.128 MR |
/// | screening | none | none | none | strict | strict | strict |
/// | constant series | zero width | zero width | zero width | blank | blank | blank |
/// | point on the centre line | breaks a shift | breaks | breaks | breaks | not counted | breaks |
/// | missing point | bridged | bridged | bridged | breaks | breaks | bridged |
/// | points needed | 13 | 13 | 13 | 1 | 1 | 1 |
/// | shift | 6 | 6 | 6 | 7 | Anhøj | 7 |
/// | trend | 6 | 6 | 6 | 7 | none | 5 |
/// | two of three | same side, counts beyond 3 sigma | same side, 2 to 3 sigma | as recommended | same side, 2 to 3 sigma | none | third anywhere |
/// | shortest frozen baseline | 1 | 1 | 1 | 12 | 1 | 1 |
/// | excluded point outside the limits | no signal | no signal | no signal | no signal | signal | no signal |
/// | T and G charts | as qicharts2 | as qicharts2 | exponent 0.2777, quantiles | as qicharts2 | exponent 1/3.6, median | as qicharts2 |
/// | patterns cross a recalculation | yes | yes | trend only | no | no | no |
/// | both sides marked | improvement | improvement | weightier rule | rule order | | rule order |
/// | target on a limit | decides | hit or miss | decides | hit or miss | | hit or miss |
///
/// # Why the recommended choices
///
/// It is the Making Data Count method, which NHS boards already read, with these choices where its
/// tools differ:
/// * no screening, since it nearly doubles the false alarms of the limits (5.7 to 9.4 % of charts
///   of 24 points) and can blank the limits of a steady series;
/// * zero-width limits for a constant series and a target on a limit decides, so that a measure at
///   100 % every month passes a target of 100 %;
/// * points beyond three sigma count for two of three, as NHS England announced in November 2023: a
///   more extreme point must not weaken a signal;
/// * a missing point is bridged, so that a month without data changes nothing else;
/// * icons speak of the last point that is not missing, and only from 13 points;
/// * patterns may cross a recalculation, each point against its own section's lines, so that a
///   recalculation does not hide a signal in progress.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[non_exhaustive]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// Making Data Count with the choices argued above. The default.
    #[default]
    Recommended,
    /// NHS England Making Data Count, Single Chart Tool v5.0 in Excel.
    MdcExcel,
    /// NHS England Making Data Count, SQL query v2.6 (as the design system's engine runs it).
    MdcSql,
    /// NHSRplotthedots 0.2.2 (R).
    PlotTheDots,
    /// qicharts2 0.8.1 (R), attached, so that it screens moving ranges.
    Qicharts2,
    /// PowerBI-SPC, the visual of the WA Department of Health, with its default settings.
    PowerBiSpc,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Preset; 6] = [
        Preset::Recommended,
        Preset::MdcExcel,
        Preset::MdcSql,
        Preset::PlotTheDots,
        Preset::Qicharts2,
        Preset::PowerBiSpc,
    ];

    /// The method, drawing an individuals chart; see [`Method::drawing`] for others.
    pub fn method(self) -> Method {
        let plain = ChartSpec::new(ChartKind::I);
        let thirteen = Minimum { points: 13, scope: MinimumScope::Series };
        let nhs = ChartSpec { minimum: thirteen, ..plain };
        let judged = |conflict, on_limit| Judgement { conflict, side: IconSide::Signal, on_limit };
        match self {
            Preset::Recommended => Method {
                spec: nhs,
                rules: RuleSet::making_data_count(6, 6),
                judgement: judged(Conflict::Improvement, OnLimit::Decides),
            },
            Preset::MdcExcel => Method {
                spec: nhs,
                rules: RuleSet::mdc_excel(6, 6),
                judgement: judged(Conflict::Improvement, OnLimit::HitOrMiss),
            },
            Preset::MdcSql => Method {
                spec: ChartSpec {
                    time_between: TimeBetween::RoundedPower,
                    rare_events: RareEvents::Quantiles,
                    ..nhs
                },
                rules: RuleSet::mdc_sql(6, 6, true),
                judgement: judged(Conflict::Strongest, OnLimit::Decides),
            },
            Preset::PlotTheDots => Method {
                spec: ChartSpec {
                    screening: Screening::Strict,
                    flat: Flat::Blank,
                    gaps: Gaps::Break,
                    least_baseline: 12,
                    ..plain
                },
                rules: RuleSet::plot_the_dots(),
                judgement: judged(Conflict::RuleOrder, OnLimit::HitOrMiss),
            },
            Preset::Qicharts2 => Method {
                spec: ChartSpec {
                    screening: Screening::Strict,
                    factor: XmrFactor::OverD2,
                    flat: Flat::Blank,
                    gaps: Gaps::Break,
                    floor: Floor::None,
                    excluded_may_signal: true,
                    ..plain
                },
                rules: RuleSet::anhoej_with_limits(),
                judgement: judged(Conflict::RuleOrder, OnLimit::HitOrMiss),
            },
            Preset::PowerBiSpc => Method {
                spec: ChartSpec {
                    screening: Screening::Strict,
                    factor: XmrFactor::OverD2,
                    flat: Flat::Blank,
                    average: Average::Mean,
                    ..plain
                },
                rules: RuleSet::power_bi(7, 5),
                judgement: judged(Conflict::RuleOrder, OnLimit::HitOrMiss),
            },
        }
    }
}

const LIMITS: Rule = Rule::new(Pattern::BeyondLimits);

const fn shift(points: usize) -> Rule {
    Rule::new(Pattern::Shift { points, ties: Ties::Break })
}

const fn trend(points: usize) -> Rule {
    Rule::new(Pattern::Trend { points, ties: Ties::Break })
}

const fn two_of_three(company: Company, outside_counts: bool, from_start: bool) -> Rule {
    Rule::new(Pattern::Zone {
        needed: 2,
        of: 3,
        sigmas: 2,
        company,
        outside_counts,
        last_beyond: false,
        from_start,
    })
    .marking(Mark::Beyond)
}

/// The Nelson rules of one statistical tool, where the tools differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NelsonVariant {
    /// As qcc (R) runs them: in rules 5 and 6 the last point must itself be beyond the line, in
    /// rule 7 a point on the line is within, rule 8 wants both sides. The default, since a rule
    /// then fires when the pattern is complete and a long shift does not fire rule 8.
    #[default]
    Qcc,
    /// As Rspc (R): the last point must be beyond the line, rules 5 and 6 also fire when the first
    /// 2 or 4 points of the series are all beyond, rule 8 does not want both sides.
    Rspc,
    /// As pyqicharts (Python): the last point may be anywhere, in rule 7 a point on the line is
    /// not within, rule 8 wants both sides.
    Pyqicharts,
}

impl RuleSet {
    /// The recommended rules: Making Data Count with points beyond three sigma counting for two of
    /// three. `shift_points` and `trend_points` are 6 in the guidance and may be set to 7; they
    /// are kept between 3 and 60.
    pub fn making_data_count(shift_points: usize, trend_points: usize) -> Self {
        let pair = two_of_three(Company::SameSide, true, false).crossing();
        mdc("Making Data Count", shift_points, trend_points, pair, true)
    }

    /// Making Data Count, Excel tool v5.0: points beyond three sigma do not count for two of three,
    /// and all patterns cross a recalculation.
    pub fn mdc_excel(shift_points: usize, trend_points: usize) -> Self {
        let pair = two_of_three(Company::SameSide, false, false).crossing();
        mdc("Making Data Count, Excel v5.0", shift_points, trend_points, pair, true)
    }

    /// Making Data Count, SQL query v2.6: only trends cross a recalculation; whether points beyond
    /// three sigma count for two of three is a setting (they do unless it says otherwise).
    pub fn mdc_sql(shift_points: usize, trend_points: usize, outside_counts: bool) -> Self {
        let pair = two_of_three(Company::SameSide, outside_counts, false);
        mdc("Making Data Count, SQL v2.6", shift_points, trend_points, pair, false)
    }

    /// NHSRplotthedots 0.2.2, in its order of precedence: limits, trend of 7, two of three (from 2
    /// to 3 sigma), shift of 7.
    pub fn plot_the_dots() -> Self {
        let pair = two_of_three(Company::SameSide, false, false);
        RuleSet::known("NHSRplotthedots", vec![LIMITS, trend(7), pair, shift(7)])
    }

    /// PowerBI-SPC, in its order of display: limits, two of three, trend, shift. Defaults there are
    /// a shift of 7 and a trend of 5.
    pub fn power_bi(shift_points: usize, trend_points: usize) -> Self {
        let [shifted, trended] = bounded(shift_points, trend_points);
        // The first two points are judged before there is a third.
        let pair = two_of_three(Company::NotBeyondOpposite, true, true);
        RuleSet::known("PowerBI-SPC", vec![LIMITS, pair, trend(trended), shift(shifted)])
    }

    /// Only the three-sigma limits.
    pub fn limits_only() -> Self {
        RuleSet::known("three sigma", vec![LIMITS])
    }

    /// The Anhøj rules: an unusually long run or unusually few crossings (Anhøj and Olesen 2014).
    /// For a run chart, or the mean of a control chart.
    pub fn anhoej(bounds: RunBounds) -> Self {
        let name = match bounds {
            RunBounds::Anhoej => "Anhøj",
            RunBounds::BestBox => "Anhøj, best box",
            RunBounds::CutBox => "Anhøj, cut box",
        };
        RuleSet::known(name, vec![Rule::new(Pattern::Runs { bounds })])
    }

    /// The three-sigma limits and the Anhøj rules, as qicharts2 applies them to control charts.
    pub fn anhoej_with_limits() -> Self {
        let runs = Rule::new(Pattern::Runs { bounds: RunBounds::Anhoej });
        RuleSet::known("three sigma and Anhøj", vec![LIMITS, runs])
    }

    /// The run-chart rules of Perla, Provost and Murray (BMJ Qual. Saf. 20:46, 2011): a shift of 6,
    /// a trend of 5, too few or too many runs. Points on the median, and repeated values in a
    /// trend, neither count nor break. Their fourth rule, an astronomical point, is a judgement by
    /// eye and has no formula. Anhøj and Olesen (2014) find the trend rule useless for drift.
    pub fn perla(table: RunTable) -> Self {
        let name = match table {
            RunTable::Exact => "Perla, exact table of runs",
            RunTable::Printed => "Perla, printed table of runs",
        };
        let mut rules = Self::perla_shift_and_trend().rules().to_vec();
        rules.push(Rule::new(Pattern::RunCount { table }));
        RuleSet::known(name, rules)
    }

    /// The first two rules of [`RuleSet::perla`] alone: a shift of 6 and a trend of 5.
    pub fn perla_shift_and_trend() -> Self {
        RuleSet::known(
            "Perla, shift and trend",
            vec![
                Rule::new(Pattern::Shift { points: 6, ties: Ties::Skip }),
                Rule::new(Pattern::Trend { points: 5, ties: Ties::Skip }),
            ],
        )
    }

    /// The Western Electric rules 1 to 4 (Statistical Quality Control Handbook, 1956): a point
    /// beyond three sigma; 2 of 3 beyond two sigma; 4 of 5 beyond one sigma; 8 in a row on one
    /// side. Each fires at the last point of its window, which must itself be beyond the line.
    pub fn western_electric() -> Self {
        RuleSet::known(
            "Western Electric",
            vec![
                LIMITS,
                zone(2, 3, 2, true, false),
                zone(4, 5, 1, true, false),
                shift(8).marking(Mark::Last),
            ],
        )
    }

    /// The Nelson rules 1 to 8 in order (Nelson, J. Qual. Technol. 16(4):237, 1984): a point beyond
    /// three sigma; 9 in a row on one side; 6 rising or falling; 14 alternating; 2 of 3 beyond two
    /// sigma; 4 of 5 beyond one sigma; 15 within one sigma; 8 beyond one sigma.
    pub fn nelson(variant: NelsonVariant) -> Self {
        let (last_beyond, from_start) = match variant {
            NelsonVariant::Qcc => (true, false),
            NelsonVariant::Rspc => (true, true),
            NelsonVariant::Pyqicharts => (false, false),
        };
        let both_sides = variant != NelsonVariant::Rspc;
        let on_line = variant == NelsonVariant::Qcc;
        let within = Pattern::Within { points: 15, sigmas: 1, on_line };
        let beyond = Pattern::Beyond { points: 8, sigmas: 1, both_sides };
        RuleSet::known(
            match variant {
                NelsonVariant::Qcc => "Nelson",
                NelsonVariant::Rspc => "Nelson, as Rspc",
                NelsonVariant::Pyqicharts => "Nelson, as pyqicharts",
            },
            vec![
                LIMITS,
                shift(9).marking(Mark::Last),
                trend(6).marking(Mark::Last),
                Rule::new(Pattern::Alternating { points: 14 }).marking(Mark::Last),
                zone(2, 3, 2, last_beyond, from_start),
                zone(4, 5, 1, last_beyond, from_start),
                Rule::new(within).marking(Mark::Last),
                Rule::new(beyond).marking(Mark::Last),
            ],
        )
    }
}

const fn zone(
    needed: usize,
    of: usize,
    sigmas: usize,
    last_beyond: bool,
    from_start: bool,
) -> Rule {
    Rule::new(Pattern::Zone {
        needed,
        of,
        sigmas,
        company: Company::Anywhere,
        outside_counts: true,
        last_beyond,
        from_start,
    })
    .marking(Mark::Last)
}

fn bounded(shift_points: usize, trend_points: usize) -> [usize; 2] {
    [shift_points, trend_points].map(|points| points.clamp(3, RuleSet::LONGEST))
}

fn mdc(
    name: &'static str,
    shift_points: usize,
    trend_points: usize,
    pair: Rule,
    cross: bool,
) -> RuleSet {
    let [shifted, trended] = bounded(shift_points, trend_points);
    let shifted = if cross { shift(shifted).crossing() } else { shift(shifted) };
    RuleSet::known(name, vec![LIMITS, pair, shifted, trend(trended).crossing()])
}
