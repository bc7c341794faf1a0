//! Numbers that look random and are the same for the same seed (splitmix64).

/// A seeded source of choices.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`.
    pub fn from(&mut self, least: i64, most: i64) -> i64 {
        least + (self.roll() % (most - least + 1) as u64) as i64
    }

    /// The same, for sizes.
    pub fn size(&mut self, least: u32, most: u32) -> u32 {
        self.from(i64::from(least), i64::from(most)) as u32
    }

    /// Yes in `percent` of all cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.from(1, 100) <= percent
    }

    /// One of them.
    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.from(0, list.len() as i64 - 1) as usize].clone()
    }

    /// `count` of them, in a random order.
    pub fn some<T: Clone>(&mut self, list: &[T], count: usize) -> Vec<T> {
        let mut rest = list.to_vec();
        let mut taken = Vec::new();
        while taken.len() < count && !rest.is_empty() {
            taken.push(rest.remove(self.from(0, rest.len() as i64 - 1) as usize));
        }
        taken
    }
}
