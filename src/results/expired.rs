//! What has expired since the last change. It is no result: results go by the day
//! of the document, so that they are the same on every day and every machine.

use crate::assessment::{Assessment, Date};

/// How many evidence items and held certificates held on the day of the last
/// change and hold no more `today`.
#[must_use]
pub fn expired_since(assessment: &Assessment, today: &Date) -> usize {
    let is_over = |last: &Date| *last >= assessment.day && last < today;
    let evidence = assessment.evidence.values().filter_map(|item| item.valid_until.as_ref());
    let held = assessment.certificates.iter().filter_map(|held| held.valid_until.as_ref());
    evidence.chain(held).filter(|last| is_over(last)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{
        AssessmentId, Certificate, CertificateId, Command, Moment, Record, Timestamp,
    };

    fn day(text: &str) -> Date {
        Date::try_from(text.to_owned()).expect("a day")
    }

    #[test]
    fn what_held_on_the_day_of_the_last_change_and_holds_no_more_is_counted() {
        let moment = Timestamp::try_from("2026-11-24T08:30:00Z".to_owned()).expect("a moment");
        let now = Moment::in_utc(moment);
        let mut assessment = Assessment::new(AssessmentId::from_random([1; 16]), &now);
        for (id, last) in [("over", "2026-11-23"), ("last", "2026-11-24"), ("later", "2026-12-01")]
        {
            let id = CertificateId::try_from(id.to_owned()).expect("an id");
            let held = Certificate { valid_until: Some(day(last)), ..Certificate::new(id.clone()) };
            let put = Command::put(Record::Certificate(id, Some(held)));
            assessment.apply(put, &now).expect("it fits");
        }
        for (today, count) in [("2026-11-24", 0), ("2026-11-25", 1), ("2026-12-02", 2)] {
            assert_eq!(expired_since(&assessment, &day(today)), count, "{today}");
        }
    }
}
