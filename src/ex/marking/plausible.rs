//! What does not fit together in a reading that is otherwise whole.

use super::{
    Atmosphere, Category, Degrees, EquipmentGroup, ExString, Mark, Reading, Span, Suffix,
    TemperatureValue, Warning, WarningCode,
};
use crate::ex::table::Level;

/// Adds a warning for everything that does not fit together.
pub(in crate::ex) fn check(reading: &mut Reading) {
    let mut found = Vec::new();
    let mut categories: &[Category] = &[];
    for (index, string) in reading.strings.iter().enumerate() {
        // A category holds for the strings after it until the next one.
        if !string.categories.is_empty() {
            categories = &string.categories;
        }
        let mut add = |code, span: Span| {
            let string = Some(index);
            found.push(Warning { code, string, span });
        };
        levels(string, &mut add);
        atmospheres(string, &mut add);
        against_categories(string, categories, &mut add);
        temperatures(string, &mut add);
        missing(string, &reading.text, &mut add);
    }
    reading.warnings.append(&mut found);
}

fn levels(string: &ExString, add: &mut impl FnMut(WarningCode, Span)) {
    let [epl] = string.epl[..] else { return };
    let joined = string.combines_techniques();
    let mut highest = None;
    for symbol in string.own_symbols() {
        let Some(level) = symbol.id.level() else {
            highest = Some(Level::A);
            continue;
        };
        if epl.level < level && !joined {
            add(WarningCode::EplAboveLevel, symbol.span.to(epl.span));
        }
        highest = Some(highest.map_or(level, |highest: Level| highest.min(level)));
    }
    let all_very_high = string.own_symbols().all(|symbol| symbol.id.level() == Some(Level::A));
    if highest == Some(Level::A) && all_very_high && epl.level == Level::C {
        add(WarningCode::EplBelowLevel, epl.span);
    }
}

fn atmospheres(string: &ExString, add: &mut impl FnMut(WarningCode, Span)) {
    let named =
        |atmosphere| string.groups.iter().any(|group| group.kind.atmosphere() == atmosphere);
    for epl in &string.epl {
        if !string.groups.is_empty() && !named(epl.atmosphere) {
            add(WarningCode::EplOtherThanGroup, epl.span);
        }
    }
    for bracket in &string.brackets {
        for epl in &bracket.epl {
            let other = |group: &EquipmentGroup| group.kind.atmosphere() != epl.atmosphere;
            if !bracket.groups.is_empty() && bracket.groups.iter().all(other) {
                add(WarningCode::EplOtherThanGroup, epl.span);
            }
        }
    }
    if let (Some(first), Some(last)) = (string.groups.first(), string.groups.last())
        && named(Atmosphere::Gas)
        && named(Atmosphere::Dust)
    {
        add(WarningCode::GasAndDustInOneString, first.span.to(last.span));
        return;
    }
    let Some(first) = string.groups.first() else { return };
    let atmosphere = first.kind.atmosphere();
    for symbol in string.own_symbols() {
        let (fits, code) = match atmosphere {
            Atmosphere::Gas => (symbol.id.for_gas(), WarningCode::SymbolNotForGas),
            Atmosphere::Dust => (symbol.id.for_dust(), WarningCode::SymbolNotForDust),
            Atmosphere::Mining => (symbol.id.for_mining(), WarningCode::SymbolNotForMining),
        };
        // `Ex db tb IIC`: a symbol for each atmosphere, and one of the groups left out.
        if !fits {
            add(code, symbol.span);
        }
    }
}

fn against_categories(
    string: &ExString,
    categories: &[Category],
    add: &mut impl FnMut(WarningCode, Span),
) {
    if categories.is_empty() {
        return;
    }
    let is_for = |category: &Category, atmosphere| match atmosphere {
        Atmosphere::Mining => category.group == 1,
        Atmosphere::Gas => category.gas,
        Atmosphere::Dust => category.dust,
    };
    for group in &string.groups {
        let atmosphere = group.kind.atmosphere();
        if !categories.iter().any(|category| is_for(category, atmosphere)) {
            add(WarningCode::CategoryOtherThanGroup, group.span);
            return;
        }
    }
    if string.categories.iter().any(|category| category.level.is_none()) {
        add(WarningCode::CategoryIncomplete, string.span);
    }
    for epl in &string.epl {
        let number = epl.level as u8 + 1;
        let own: Vec<&Category> = categories
            .iter()
            .filter(|category| !category.associated && is_for(category, epl.atmosphere))
            .collect();
        let fits = |category: &&Category| {
            category.level.is_none_or(|level| level == number) || category.boundary == Some(number)
        };
        let has_boundary = own
            .iter()
            .any(|category| category.boundary.is_some_and(|other| Some(other) != category.level));
        if !own.is_empty() && (!own.iter().any(fits) || has_boundary && string.epl.len() == 1) {
            add(WarningCode::CategoryOtherThanEpl, epl.span);
        }
    }
}

fn temperatures(string: &ExString, add: &mut impl FnMut(WarningCode, Span)) {
    // The class beside a surface temperature, as in `T135°C (T4)`, says the same again.
    let mut before = None;
    let class = string.temperatures.iter().find(|one| {
        let before = before.replace(one.value);
        !one.in_parentheses
            && matches!(one.value, TemperatureValue::Class { .. })
            && !matches!(before, Some(TemperatureValue::Surface { .. }))
    });
    let only = |atmosphere| {
        !string.groups.is_empty()
            && string.groups.iter().all(|group| group.kind.atmosphere() == atmosphere)
    };
    if let Some(class) = class {
        if only(Atmosphere::Dust) {
            add(WarningCode::DustWithTemperatureClass, class.span);
        }
        if only(Atmosphere::Mining) {
            add(WarningCode::MiningWithTemperatureClass, class.span);
        }
        if string.is_outside() {
            add(WarningCode::AssociatedWithTemperatureClass, class.span);
        }
        if string.suffix == Some(Suffix::U) {
            add(WarningCode::ComponentWithTemperatureClass, class.span);
        }
    }
    // Light has a class of its own where it goes.
    let optical = string.symbols.iter().any(|symbol| symbol.id.code().starts_with("op"));
    if string.is_outside() && !optical {
        for temperature in string.brackets.iter().flat_map(|bracket| &bracket.temperatures) {
            add(WarningCode::AssociatedWithTemperatureClass, temperature.span);
        }
    }
    for temperature in &string.temperatures {
        if let TemperatureValue::Surface { degrees, tenth, unit: Degrees::Celsius, .. } =
            temperature.value
            && !((40, 0)..=(450, 0)).contains(&(degrees, tenth))
        {
            add(WarningCode::UnusualSurfaceTemperature, temperature.span);
        }
    }
}

fn missing(string: &ExString, text: &str, add: &mut impl FnMut(WarningCode, Span)) {
    if string.mark.is_some() && string.symbols.is_empty() {
        add(WarningCode::MissingSymbol, string.span);
    }
    // Dust marking before 2009, non-electrical equipment and components had none.
    let without_group =
        string.dust_zones.is_empty() && string.suffix != Some(Suffix::U) && string.mark.is_some();
    if string.groups.is_empty() && without_group {
        add(WarningCode::MissingGroup, string.span);
    }
    let letters = || string.span.slice(text).chars().filter(|sign| sign.is_alphabetic());
    let capitals = !letters().any(char::is_lowercase);
    let case_tells = string.mark.is_some_and(|mark| mark != Mark::AEx) || !string.epl.is_empty();
    if capitals && case_tells && !string.symbols.is_empty() {
        add(WarningCode::AllUpperCase, string.span);
    }
}
