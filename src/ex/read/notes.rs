//! What is noted while a text is read: its words, corrections, warnings and IP codes.

use crate::ex::marking::{
    Correction, CorrectionKind, IpCode, Span, Token, TokenKind, Warning, WarningCode,
};

#[derive(Default)]
pub(super) struct Notes {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// In the order of the text.
    pub corrections: Vec<Correction>,
    pub warnings: Vec<Warning>,
    pub ip: Vec<IpCode>,
}

/// The place for what begins at `start`, after all that begin there too. A few
/// things are noted late, so that it is near the end.
fn place<T>(notes: &[T], start: usize, span: fn(&T) -> Span) -> usize {
    notes.iter().rposition(|note| span(note).start <= start).map_or(0, |before| before + 1)
}

impl Notes {
    pub fn token(&mut self, kind: TokenKind, span: Span) {
        let place = place(&self.tokens, span.start, |token| token.span);
        self.tokens.insert(place, Token { kind, span });
    }

    pub fn correct(&mut self, kind: CorrectionKind, span: Span, read_as: impl Into<String>) {
        self.corrected([Correction { kind, span, read_as: read_as.into() }]);
    }

    pub fn corrected(&mut self, corrections: impl IntoIterator<Item = Correction>) {
        for correction in corrections {
            let start = correction.span.start;
            let place = place(&self.corrections, start, |correction| correction.span);
            self.corrections.insert(place, correction);
        }
    }

    /// Notes each of these kinds that applies, in one place.
    pub fn correct_each<const N: usize>(
        &mut self,
        kinds: [Option<CorrectionKind>; N],
        span: Span,
        read_as: &str,
    ) {
        for kind in kinds.into_iter().flatten() {
            self.correct(kind, span, read_as);
        }
    }

    pub fn warn(&mut self, code: WarningCode, string: Option<usize>, span: Span) {
        self.warnings.push(Warning { code, string, span });
    }

    /// Takes back what was said of the string number `string` at `span`: it was none.
    pub fn drop_string(&mut self, string: usize, span: Span) {
        let late = self.tokens.iter_mut().rev().take_while(|token| token.span.start >= span.start);
        for token in late.filter(|token| token.span.end <= span.end) {
            token.kind = match token.kind {
                TokenKind::Mark => TokenKind::Noise,
                TokenKind::Symbol
                | TokenKind::Group
                | TokenKind::Temperature
                | TokenKind::Epl
                | TokenKind::Suffix
                | TokenKind::DustZone => TokenKind::Unknown,
                kind => kind,
            };
        }
        self.warnings.retain(|warning| warning.string != Some(string));
    }
}
