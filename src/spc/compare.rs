//! Comparing all points of a series at once: one byte for each, then one bit.

use super::bits::Bits;

/// Values to compare, and room for the answers that is reused.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    pub(crate) values: &'a [f64],
    pub(crate) answers: &'a mut Vec<[u8; 64]>,
}

impl Comparison<'_> {
    /// Sets the bits of the points whose value fits.
    pub(crate) fn values(&mut self, bits: &mut Bits, fits: impl Fn(f64) -> bool) {
        let answers = room(self.answers, self.values.len());
        answer(self.values, self.values, answers, |value, _| fits(value));
        self.pack(bits);
    }

    /// Sets the bits of the points where the value and the one before it fit; the first has none.
    pub(crate) fn steps(&mut self, bits: &mut Bits, fits: impl Fn(f64, f64) -> bool) {
        let answers = room(self.answers, self.values.len());
        if let (Some((first, answers)), Some(later)) =
            (answers.split_first_mut(), self.values.get(1..))
        {
            *first = 0;
            answer(later, self.values, answers, fits);
        }
        self.pack(bits);
    }

    /// Sets, in several rows, the bits of those among few points whose value fits each row.
    pub(crate) fn among<const N: usize>(
        &self,
        few: &Bits,
        mut rows: [&mut Bits; N],
        fits: impl Fn(f64) -> [bool; N],
    ) {
        for row in &mut rows {
            row.stretch(self.values.len());
        }
        for (at, (few, values)) in few.words().iter().zip(self.values.chunks(64)).enumerate() {
            let (mut left, mut words) = (*few, [0; N]);
            while left != 0 {
                let place = left.trailing_zeros() as usize;
                left &= left - 1;
                let fits = fits(values.get(place).copied().unwrap_or(f64::NAN));
                for (word, fits) in words.iter_mut().zip(fits) {
                    *word |= u64::from(fits) << place;
                }
            }
            for (row, word) in rows.iter_mut().zip(words) {
                row.set_word(at, word);
            }
        }
    }

    fn pack(&self, bits: &mut Bits) {
        bits.stretch(self.values.len());
        for (at, block) in self.answers.iter().enumerate() {
            bits.set_word(at, pack(block));
        }
    }
}

/// One byte for each point, in whole blocks.
fn room(answers: &mut Vec<[u8; 64]>, points: usize) -> &mut [u8] {
    answers.resize(points.div_ceil(64), [0; 64]);
    answers.as_flattened_mut()
}

/// Writes 1 for each value that fits with the other one in its place, and 0 for each that does not
/// and for the room left over.
///
/// Sixteen at a time, which the compiler turns into vector instructions. Inlined, it would compare
/// one by one.
#[inline(never)]
fn answer(values: &[f64], others: &[f64], answers: &mut [u8], fits: impl Fn(f64, f64) -> bool) {
    let (rows, rest) = values.as_chunks::<16>();
    let (other_rows, _) = others.as_chunks::<16>();
    let (answer_rows, _) = answers.as_chunks_mut::<16>();
    for ((row, other), answer) in rows.iter().zip(other_rows).zip(answer_rows) {
        *answer = std::array::from_fn(|place| u8::from(fits(row[place], other[place])));
    }
    let done = values.len() - rest.len();
    if let (Some(others), Some(answers)) = (others.get(done..), answers.get_mut(done..)) {
        answers.fill(0);
        for ((value, other), answer) in rest.iter().zip(others).zip(answers) {
            *answer = u8::from(fits(*value, *other));
        }
    }
}

/// 64 bytes of 0 or 1 as 64 bits. The factor moves the eight bits of eight bytes next to each
/// other at the top of their product, where no two sums of places meet.
fn pack(block: &[u8; 64]) -> u64 {
    let eights = block.as_chunks::<8>().0.iter().enumerate();
    eights.fold(0, |word, (place, eight)| {
        let product = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080);
        word | product >> 56 << (8 * place)
    })
}
