//! Many series at once, on several threads with the feature `rayon`; the output is the same.

use super::{Method, Question, Report, Sections, Series, SpcError};

/// One series to read, and what to judge it by.
#[derive(Debug, Clone, Copy)]
pub struct Task<'s> {
    /// The series.
    pub series: &'s Series,
    /// How it is cut.
    pub sections: &'s Sections,
    /// Which way is good, and the target.
    pub question: Question,
}

/// Charts and reads many series and keeps what `summarise` takes from each, in order.
///
/// A series that is refused gives its error in its place and disturbs no other. Memory is reused
/// from series to series.
///
/// ```
/// use improvement::base::Direction;
/// use improvement::spc::{Method, Question, Sections, Series, Task, read_all};
/// let wards = [Series::from_values([3.0; 14])?, Series::from_values([4.0, 5.0])?];
/// let whole = Sections::whole();
/// let question = Question::new(Direction::Down);
/// let tasks = wards.each_ref().map(|series| Task { series, sections: &whole, question });
/// let icons = read_all(&Method::default(), &tasks, |report| report.reading().variation);
/// assert!(icons[0].as_ref().is_ok_and(|icon| icon.variation().is_some()));
/// assert!(icons[1].as_ref().is_ok_and(|icon| icon.variation().is_none()), "too few points");
/// # Ok::<(), improvement::spc::SpcError>(())
/// ```
pub fn read_all<T: Send>(
    method: &Method,
    tasks: &[Task<'_>],
    summarise: impl Fn(&Report) -> T + Sync,
) -> Vec<Result<T, SpcError>> {
    let read = |report: &mut Report, task: &Task<'_>| {
        report.refresh(method, task.series, task.sections, task.question)?;
        Ok(summarise(report))
    };
    #[cfg(feature = "rayon")]
    {
        use rayon::prelude::*;
        // A few series a time, so that short ones are worth handing out.
        let parts = tasks.par_chunks(32).map(|part| {
            let mut report = Report::empty(method);
            part.iter().map(|task| read(&mut report, task)).collect::<Vec<_>>()
        });
        parts.flatten_iter().collect()
    }
    #[cfg(not(feature = "rayon"))]
    {
        let mut report = Report::empty(method);
        tasks.iter().map(|task| read(&mut report, task)).collect()
    }
}
