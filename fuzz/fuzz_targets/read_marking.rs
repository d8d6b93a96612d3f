//! Any text must read: without a panic, with every place between characters,
//! and with a rendering that reads as itself.

#![no_main]

use exready::ex;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let reading = ex::read(&text);
    let spans = reading.tokens.iter().map(|token| token.span);
    let spans = spans.chain(reading.corrections.iter().map(|correction| correction.span));
    for span in spans.chain(reading.warnings.iter().map(|warning| warning.span)) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in {text:?}");
    }
    let rendered = reading.to_string();
    let again = ex::read(&rendered);
    assert_eq!(again.to_string(), rendered, "{text:?}");
    let facts =
        ex::ExposureFacts { found: reading.found(), unread: reading.is_unread(), ..ex::ExposureFacts::default() };
    assert!(!ex::assess(&facts).reasons.is_empty());
});
