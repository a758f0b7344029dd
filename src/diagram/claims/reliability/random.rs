//! Random words that are pure functions of what they are for.

/// The finaliser of `SplitMix64` (Steele, Lea & Flood 2014).
pub(crate) const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The word at a place of the stream that belongs to a key (`wyrand`, Wang Yi 2019): a counter,
/// and the two halves of one wide product folded together. Half the work of a finaliser, and
/// nearly all of sampling is drawing words.
#[expect(clippy::cast_possible_truncation, reason = "each half of the product is 64 bits")]
pub(crate) const fn word(key: u64, place: u64) -> u64 {
    let at = key.wrapping_add(place.wrapping_mul(0xa076_1d64_78bd_642f));
    let product = at as u128 * (at ^ 0xe703_7ed1_a0b4_28db) as u128;
    (product >> 64) as u64 ^ product as u64
}

/// A key made of another and a text (FNV-1a, then mixed).
pub(crate) fn keyed(key: u64, text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(key.rotate_left(17) ^ mix(hash))
}

/// A number above 0 and below 1.
pub(crate) fn unit(key: u64, place: u64) -> f64 {
    ((word(key, place) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

/// 512 worlds: one bit each.
pub(crate) type Block = [u64; 8];

/// A chance as 32 binary digits; 0 and 1 are kept exactly, everything between is at least one
/// digit away from both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chance {
    Never,
    Always,
    Digits(u32),
}

impl Chance {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the range of u32 first"
    )]
    pub(crate) fn new(p: f64) -> Self {
        if p <= 0.0 {
            Chance::Never
        } else if p >= 1.0 {
            Chance::Always
        } else {
            Chance::Digits((p * 4_294_967_296.0).round().clamp(1.0, 4_294_967_295.0) as u32)
        }
    }

    /// Which of 512 worlds it happens in: compares a random binary fraction with the chance,
    /// digit by digit from the first, until every world is decided.
    pub(crate) fn draw(self, key: u64, block: u64) -> Block {
        let mut digits = match self {
            Chance::Never => return [0; 8],
            Chance::Always => return [u64::MAX; 8],
            Chance::Digits(digits) => digits,
        };
        let (mut happens, mut undecided): (Block, Block) = ([0; 8], [u64::MAX; 8]);
        let mut place = block.wrapping_mul(256);
        // When only zeros are left in the chance, no undecided fraction can lie below it.
        while digits != 0 {
            // A fraction is decided where its digit differs from the chance's: below it, and so
            // in, where the chance has a one.
            let one = if digits >> 31 == 1 { u64::MAX } else { 0 };
            let mut any = 0;
            for (lane, (happens, undecided)) in (0..).zip(happens.iter_mut().zip(&mut undecided)) {
                let same = word(key, place.wrapping_add(lane)) ^ !one;
                *happens |= *undecided & !same & one;
                *undecided &= same;
                any |= *undecided;
            }
            if any == 0 {
                break;
            }
            digits <<= 1;
            place = place.wrapping_add(8);
        }
        happens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_keep_their_share() {
        for p in [0.0, 0.001, 0.1, 0.5, 0.625, 0.999, 1.0] {
            let chance = Chance::new(p);
            let ones: u32 =
                (0..2000).flat_map(|block| chance.draw(7, block)).map(u64::count_ones).sum();
            let share = f64::from(ones) / (2000.0 * 512.0);
            let spread = (p * (1.0 - p) / (2000.0 * 512.0)).sqrt();
            assert!((share - p).abs() <= 5.0 * spread, "{p}: {share}");
        }
    }

    #[test]
    fn the_smallest_chance_is_not_never() {
        assert_eq!(Chance::new(1e-300), Chance::Digits(1));
        assert_eq!(Chance::new(1.0 - 1e-16), Chance::Digits(u32::MAX));
    }
}
