//! Fields of text: named by an enum, so that a command can say which one it
//! sets, and limited in length in one place.

/// The most characters a field of one line may hold.
pub const LINE_MAX: usize = 300;
/// The most characters a field of running text may hold.
pub const TEXT_MAX: usize = 20_000;

/// Whether a text has more characters than it may. A text of so few bytes is
/// not counted.
pub(crate) fn is_longer(text: &str, max: usize) -> bool {
    text.len() > max && text.chars().count() > max
}

/// Makes the enum of the text fields of a struct, with their limits and the
/// way to each. A struct without such a field gets an enum that has no value.
macro_rules! text_fields {
    ($content:ident, $name:ident { $($variant:ident => $field:ident : $max:expr,)* }) => {
        #[doc = concat!("Names a field of text of [`", stringify!($content), "`].")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!("[`", stringify!($content), "::", stringify!($field), "`]")]
                $variant,
            )*
        }

        impl $name {
            /// Every field, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The most characters the field may hold.
            #[must_use]
            pub const fn max(self) -> usize {
                match self { $(Self::$variant => $max,)* }
            }

            /// The name of the field in the serialized document.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($field),)* }
            }
        }

        impl $content {
            /// What stands in a field of text.
            #[must_use]
            pub fn text(&self, field: $name) -> &str {
                match field { $($name::$variant => &self.$field,)* }
            }

            /// The way to change a field of text; a [`super::Command`] checks its limit.
            pub fn text_mut(&mut self, field: $name) -> &mut String {
                match field { $($name::$variant => &mut self.$field,)* }
            }

            /// The first field of text that is longer than it may be.
            pub(crate) fn too_long(&self) -> Option<$name> {
                $name::ALL.iter().copied().find(|field| {
                    $crate::assessment::is_longer(self.text(*field), field.max())
                })
            }

            /// The first field of text that is longer than it may be, by its
            /// name, and why it is refused.
            pub(super) fn text_flaw(&self) -> Option<(&'static str, $crate::assessment::Rejected)> {
                let field = self.too_long()?;
                Some((field.name(), $crate::assessment::Rejected::TooLong(field.max())))
            }
        }
    };
}

pub(super) use text_fields;
