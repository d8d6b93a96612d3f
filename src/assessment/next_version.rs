//! The assessment of the next version of a product, begun from this one.

use super::{AskedAgain, Assessment, AssessmentId, Moment, TestItem, Verdict};
use crate::text::said;

impl Assessment {
    /// The assessment of the next version: everything is copied, and every answer that
    /// says something is to be confirmed before it counts (CV-5). The versions and the
    /// serial numbers are to be entered anew; dates by which something was to be settled
    /// belong to this version.
    #[must_use]
    pub fn next_version(&self, id: AssessmentId, now: &Moment) -> Self {
        let version = version(&self.test_item);
        let mut next = self.clone();
        let content = &mut next.0;
        content.id = id;
        content.created = now.utc.clone();
        content.modified = now.utc.clone();
        content.day = now.day.clone();
        let item = &mut content.test_item;
        for text in [
            &mut item.hardware_version,
            &mut item.firmware_version,
            &mut item.software_version,
            &mut item.serial_numbers,
        ] {
            text.clear();
        }
        for (key, answer) in self.answers.all() {
            let says_something =
                answer.verdict != Verdict::NotEvaluated || answer.claimed.is_some();
            content.answers.change(key, |answer| {
                answer.due = None;
                if says_something {
                    answer.asked_again = Some(AskedAgain::Version(version.clone()));
                }
            });
        }
        next
    }
}

/// What this version of the product is called; empty if nobody has said so.
fn version(item: &TestItem) -> String {
    let versions = [&item.firmware_version, &item.software_version, &item.hardware_version];
    versions.into_iter().find_map(|version| said(version)).unwrap_or_default().to_owned()
}
