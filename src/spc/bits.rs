//! One bit a point: the algebra in which patterns are found.
//!
//! "Six in a row" is the conjunction of a condition with itself shifted by one to five places, so
//! a pattern costs a few operations for every 64 points, whatever its length.

/// A row of bits, bit 0 first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// Makes every one of `length` bits 0, keeping the memory.
    pub(crate) fn reset(&mut self, length: usize) {
        self.words.clear();
        self.words.resize(length.div_ceil(64), 0);
        self.length = length;
    }

    pub(crate) fn copy_from(&mut self, other: &Bits) {
        self.words.clear();
        self.words.extend_from_slice(&other.words);
        self.length = other.length;
    }

    /// Makes room for `length` bits, all of which are to be set by word: they may be anything.
    pub(crate) fn stretch(&mut self, length: usize) {
        self.words.resize(length.div_ceil(64), 0);
        self.length = length;
    }

    /// Sets 64 bits at once; those beyond the length must be 0.
    pub(crate) fn set_word(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.words.get_mut(at) {
            *word = bits;
        }
    }

    /// The words of 64 bits, bit 0 first.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    #[inline]
    pub(crate) fn get(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    #[inline]
    pub(crate) fn set(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64).filter(|_| at < self.length) {
            *word |= 1 << (at % 64);
        }
    }

    pub(crate) fn clear(&mut self, at: usize) {
        if let Some(word) = self.words.get_mut(at / 64) {
            *word &= !(1 << (at % 64));
        }
    }

    pub(crate) fn any(&self) -> bool {
        self.words.iter().any(|word| *word != 0)
    }

    /// The positions of the bits that are 1, in order.
    pub(crate) fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros() as usize;
                    left &= left - 1;
                    index * 64 + bit
                })
            })
        })
    }

    /// Fills the bits from a condition on the position.
    pub(crate) fn fill(&mut self, length: usize, mut condition: impl FnMut(usize) -> bool) {
        self.reset(length);
        for (index, word) in self.words.iter_mut().enumerate() {
            let start = index * 64;
            for at in start..(start + 64).min(length) {
                *word |= u64::from(condition(at)) << (at - start);
            }
        }
    }

    pub(crate) fn and(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub(crate) fn or(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    pub(crate) fn and_not(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Sets the bits where a bit of `row` and the `count - 1` before it are 1: ends of runs.
    pub(crate) fn ends_of_runs(&mut self, row: &Bits, count: usize) {
        self.windows_of(row, count, |word, later| word & later);
    }

    /// Sets the bits where any of a bit of `row` and the `count - 1` before it is 1.
    pub(crate) fn any_in_window(&mut self, row: &Bits, count: usize) {
        self.windows_of(row, count, |word, later| word | later);
        self.trim();
    }

    /// Joins each bit of `row` with the `count - 1` before it.
    fn windows_of(&mut self, row: &Bits, count: usize, join: impl Fn(u64, u64) -> u64) {
        let mut reached = count.min(2);
        let mut before = 0;
        self.words.clear();
        self.words.extend(row.words.iter().map(|word| {
            let joined = join(*word, later(*word, before, reached - 1));
            before = *word;
            joined
        }));
        self.length = row.length;
        while reached < count {
            let step = reached.min(count - reached);
            let mut before = 0;
            for word in &mut self.words {
                let own = *word;
                *word = join(own, later(own, before, step));
                before = own;
            }
            reached += step;
        }
    }

    /// Sets the bits where at least `needed` (from 1 to 7) of a bit of `row` and the `count - 1`
    /// before it are 1.
    pub(crate) fn at_least_in_window(&mut self, row: &Bits, needed: usize, count: usize) {
        match needed {
            0 | 1 => self.at_least::<1>(row, count),
            2 => self.at_least::<2>(row, count),
            3 => self.at_least::<3>(row, count),
            4 => self.at_least::<4>(row, count),
            5 => self.at_least::<5>(row, count),
            6 => self.at_least::<6>(row, count),
            _ => self.at_least::<7>(row, count),
        }
        self.trim();
    }

    fn at_least<const NEEDED: usize>(&mut self, row: &Bits, count: usize) {
        let mut before = 0;
        self.words.clear();
        self.words.extend(row.words.iter().map(|word| {
            // For each place, whether one or more, two or more, ... were seen so far.
            let mut seen = [0_u64; NEEDED];
            for step in 0..count {
                let mut next = later(*word, before, step);
                for seen in &mut seen {
                    let both = *seen & next;
                    *seen |= next;
                    next = both;
                }
            }
            before = *word;
            seen[NEEDED - 1]
        }));
        self.length = row.length;
    }

    /// Sets the `count - 1` bits before every 1: from the end of a window to the whole of it.
    pub(crate) fn spread_back(&mut self, count: usize) {
        let mut reached = 1;
        while reached < count {
            let step = reached.min(count - reached);
            let mut after = 0;
            for word in self.words.iter_mut().rev() {
                let own = *word;
                *word = own | earlier(own, after, step);
                after = own;
            }
            reached += step;
        }
    }

    fn trim(&mut self) {
        let used = self.length % 64;
        if let Some(last) = self.words.last_mut().filter(|_| used != 0) {
            *last &= (1 << used) - 1;
        }
    }
}

/// A word of the row moved `step` (below 64) places towards the end.
#[inline]
fn later(word: u64, before: u64, step: usize) -> u64 {
    word << step | before >> 1 >> (63 - step)
}

#[inline]
fn earlier(word: u64, after: u64, step: usize) -> u64 {
    word >> step | after << 1 << (63 - step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bits(values: &[bool]) -> Bits {
        let mut bits = Bits::default();
        bits.fill(values.len(), |at| values[at]);
        bits
    }

    proptest! {
        #[test]
        fn windows_agree_with_counting(
            values in proptest::collection::vec(any::<bool>(), 1..200),
            count in 1_usize..=7,
            needed in 1_usize..=7,
        ) {
            let window = |end: usize| &values[(end + 1).saturating_sub(count)..=end];
            let row = bits(&values);
            let [mut runs, mut some, mut many] = [bits(&[true; 70]), bits(&[true]), Bits::default()];
            runs.ends_of_runs(&row, count);
            some.any_in_window(&row, count);
            many.at_least_in_window(&row, needed, count);
            let mut whole = runs.clone();
            whole.spread_back(count);
            for end in 0..values.len() {
                let ones = window(end).iter().filter(|bit| **bit).count();
                prop_assert_eq!(runs.get(end), ones == count);
                prop_assert_eq!(some.get(end), ones > 0);
                prop_assert_eq!(many.get(end), ones >= needed);
                let covered = (end..(end + count).min(values.len())).any(|later| runs.get(later));
                prop_assert_eq!(whole.get(end), covered);
            }
            prop_assert_eq!(runs.ones().count(), (0..values.len()).filter(|at| runs.get(*at)).count());
        }
    }
}
