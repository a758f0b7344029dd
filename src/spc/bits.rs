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

    /// Sets 64 bits at once; bits beyond the length must be 0.
    pub(crate) fn set_word(&mut self, at: usize, bits: u64) {
        if let Some(word) = self.words.get_mut(at) {
            *word = bits;
        }
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

    /// Keeps a bit where it and the `count - 1` before it are 1: the ends of runs of `count`.
    pub(crate) fn ends_of_runs(&mut self, count: usize) {
        let mut reached = 1;
        while reached < count {
            let step = reached.min(count - reached);
            for at in (0..self.words.len()).rev() {
                let later = self.moved_later(at, step);
                if let Some(word) = self.words.get_mut(at) {
                    *word &= later;
                }
            }
            reached += step;
        }
    }

    /// Sets the `count - 1` bits before every 1: from the end of a window to the whole of it.
    pub(crate) fn spread_back(&mut self, count: usize) {
        let mut reached = 1;
        while reached < count {
            let step = reached.min(count - reached);
            for at in 0..self.words.len() {
                let earlier = self.moved_earlier(at, step);
                if let Some(word) = self.words.get_mut(at) {
                    *word |= earlier;
                }
            }
            reached += step;
        }
    }

    /// Sets a bit where any of it and the `count - 1` before it is 1.
    pub(crate) fn any_in_window(&mut self, count: usize) {
        let mut reached = 1;
        while reached < count {
            let step = reached.min(count - reached);
            for at in (0..self.words.len()).rev() {
                let later = self.moved_later(at, step);
                if let Some(word) = self.words.get_mut(at) {
                    *word |= later;
                }
            }
            reached += step;
        }
        self.trim();
    }

    /// Keeps a bit where at least `needed` (7 at most) of it and the `count - 1` before it are 1.
    pub(crate) fn at_least_in_window(&mut self, needed: usize, count: usize) {
        let needed = needed.min(7);
        for at in (0..self.words.len()).rev() {
            // For each place, whether none or more, one or more, two or more were seen so far.
            let mut seen = [0_u64; 8];
            seen[0] = u64::MAX;
            for step in 0..count {
                let next = self.moved_later(at, step);
                for number in (1..=needed).rev() {
                    seen[number] |= seen[number - 1] & next;
                }
            }
            if let Some(word) = self.words.get_mut(at) {
                *word = seen[needed];
            }
        }
        self.trim();
    }

    #[inline]
    fn word(&self, at: Option<usize>) -> u64 {
        at.and_then(|at| self.words.get(at)).copied().unwrap_or(0)
    }

    /// Word `at` of the row moved `step` (below 64) places towards the end.
    #[inline]
    fn moved_later(&self, at: usize, step: usize) -> u64 {
        match step {
            0 => self.word(Some(at)),
            _ => self.word(Some(at)) << step | self.word(at.checked_sub(1)) >> (64 - step),
        }
    }

    #[inline]
    fn moved_earlier(&self, at: usize, step: usize) -> u64 {
        match step {
            0 => self.word(Some(at)),
            _ => self.word(Some(at)) >> step | self.word(Some(at + 1)) << (64 - step),
        }
    }

    fn trim(&mut self) {
        let used = self.length % 64;
        if let Some(last) = self.words.last_mut().filter(|_| used != 0) {
            *last &= (1 << used) - 1;
        }
    }
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
            let mut runs = bits(&values);
            runs.ends_of_runs(count);
            let mut some = bits(&values);
            some.any_in_window(count);
            let mut many = bits(&values);
            many.at_least_in_window(needed, count);
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
