//! Kinds of cases about codes and words: co-occurrence, likeness and clusters, saturation, words.

use concord::analysis::cooccurrence::{Beside, Measures, Placed, Relations, Sheet, Unit, follows, relations};
use concord::analysis::matrix::{Likeness, Linkage, cluster, likeness, scaled};
use concord::analysis::saturation::{Curve, Rule, bands, chao2, saturated};
use concord::analysis::words::{Dispersion, Keyness, Sizes, Vocabulary, collocates};
use concord::statistics::{Defined, Test};
use concord::text::Text;
use serde_json::{Map, Value, json};

use super::Kind;

/// What is answered.
pub(super) const KINDS: &[Kind] = &[
    ("cooccurrence", |case| cooccurrence(&case["data"])),
    ("sequence", |case| sequence(&case["data"])),
    ("similarity", |case| similarity(&case["data"])),
    ("clustering", |case| clustering(&case["data"])),
    ("mds", |case| mds(&case["data"])),
    ("saturation", |case| saturation(&case["data"])),
    ("saturation_bands", |case| saturation_bands(&case["data"])),
    ("keyness", |case| keyness(&case["data"])),
    ("dispersion", |case| dispersion(&case["data"])),
    ("collocates", |case| collocates_case(&case["data"])),
    ("word_counts", |case| word_counts(&case["data"])),
];

fn all(of: &Value) -> &[Value] {
    of.as_array().unwrap()
}

fn count(of: &Value) -> usize {
    of.as_u64().unwrap() as usize
}

fn words(of: &Value) -> Vec<&str> {
    all(of).iter().map(|word| word.as_str().unwrap()).collect()
}

fn numbers(of: &Value) -> Vec<f64> {
    all(of).iter().map(|number| number.as_f64().unwrap()).collect()
}

fn figure(of: Defined) -> Value {
    match of {
        Ok(f64::INFINITY) => "inf".into(),
        Ok(value) => value.into(),
        Err(why) => json!({"undefined": why.to_string()}),
    }
}

fn range(of: &Value) -> std::ops::Range<u32> {
    count(&of[0]) as u32..count(&of[1]) as u32
}

fn cooccurrence(data: &Value) -> Value {
    let codes = words(&data["codes"]);
    let coding = |coding: &Value| Placed {
        at: range(coding),
        code: codes.iter().position(|code| *code == coding[2].as_str().unwrap()).unwrap(),
    };
    let sheet = |of: &Value| {
        Sheet::new(
            count(&of["length"]) as u32,
            all(&of["turns"]).iter().map(range).collect(),
            all(&of["codings"]).iter().map(coding).collect(),
        )
    };
    let sheets: Vec<Sheet> = all(&data["transcripts"]).iter().map(sheet).collect();
    let within = count(&data["within"]);
    let units = [Unit::Overlap, Unit::Segment, Unit::Turn, Unit::Near(within), Unit::Transcript];
    let names = ["overlap", "segment", "turn", "near", "transcript"];
    let answer = |unit| told(&codes, &relations(&sheets, codes.len(), unit), within);
    names
        .into_iter()
        .zip(units)
        .map(|(name, unit)| (name.to_owned(), answer(unit)))
        .collect::<Map<_, _>>()
        .into()
}

fn told(codes: &[&str], found: &Relations, within: usize) -> Value {
    let code = |(code, own): (&&str, &concord::analysis::cooccurrence::Own)| {
        ((*code).to_owned(), json!({"units": own.units, "segments": own.segments}))
    };
    let pairs = found.pairs.iter().map(|pair| {
        let mut row = json!({"codes": pair.codes.map(|code| codes[code]), "count": pair.count});
        let measures = |row: &mut Value, of: &Measures| {
            row["jaccard"] = figure(of.jaccard);
            row["expected"] = figure(of.expected);
            row["lift"] = figure(of.lift);
            row["phi"] = figure(of.phi);
        };
        match &pair.beside {
            Beside::Overlap(of, with) => {
                measures(&mut row, with);
                row["characters"] = of.characters.into();
                row["transcripts"] = of.transcripts.into();
                row["first_overlapping"] = of.first_overlapping.into();
                row["second_overlapping"] = of.second_overlapping.into();
                row["first_in_second"] = of.first_in_second.into();
                row["second_in_first"] = of.second_in_first.into();
                row["equal"] = of.equal.into();
            }
            Beside::Units(with) => measures(&mut row, with),
            Beside::Near([first, second]) => {
                row["first_near_second"] = (*first).into();
                row["second_near_first"] = (*second).into();
            }
        }
        row
    });
    json!({
        "units": found.units,
        "within": within,
        "codes": codes.iter().zip(&found.codes).map(code).collect::<Map<_, _>>(),
        "pairs": pairs.collect::<Vec<_>>(),
    })
}

fn sequence(data: &Value) -> Value {
    let codes = words(&data["codes"]);
    let set = |turn: &Value| {
        let mut set: Vec<usize> =
            words(turn).iter().map(|code| codes.iter().position(|c| c == code).unwrap()).collect();
        set.sort_unstable();
        set
    };
    let turns: Vec<Vec<Vec<usize>>> =
        all(&data["turns"]).iter().map(|turns| all(turns).iter().map(set).collect()).collect();
    let lag = count(&data["lag"]);
    let found = follows(&turns, codes.len(), lag);
    let rows = found.steps.iter().map(|step| {
        json!({
            "from": codes[step.from], "to": codes[step.to], "count": step.count, "from_units": step.from_units,
            "to_units": step.to_units, "share": figure(step.share), "lift": figure(step.lift), "z": figure(step.z),
        })
    });
    json!({"lag": lag, "units": found.units, "rows": rows.collect::<Vec<_>>()})
}

fn similarity(data: &Value) -> Value {
    let cells = |row: &Value| all(row).iter().map(|cell| cell.as_u64().unwrap()).collect();
    let rows: Vec<Vec<u64>> = all(&data["matrix"]).iter().map(cells).collect();
    let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
    let each = |of: Likeness| {
        let figures: Vec<Value> = likeness(&rows, of).into_iter().map(figure).collect();
        (of.name().to_owned(), figures.into())
    };
    Likeness::ALL.into_iter().map(each).collect::<Map<_, _>>().into()
}

/// How many rows have so many pairs.
fn rows_of(pairs: usize) -> usize {
    (1..).find(|rows| rows * (rows - 1) / 2 == pairs).unwrap()
}

fn clustering(data: &Value) -> Value {
    let distances = numbers(&data["distances"]);
    let each = |linkage: Linkage| {
        let tree = cluster(&distances, rows_of(distances.len()), linkage);
        let heights: Vec<f64> = tree.merges.iter().map(|merge| merge.height).collect();
        let mut found = json!({"heights": heights, "cophenetic": tree.cophenetic()});
        for cut in all(&data["cuts"]).iter().map(count) {
            found[format!("cut_{cut}")] = json!(tree.cut(cut));
        }
        (linkage.name().to_owned(), found)
    };
    Linkage::ALL.into_iter().map(each).collect::<Map<_, _>>().into()
}

fn mds(data: &Value) -> Value {
    let distances = numbers(&data["distances"]);
    let map = scaled(&distances, rows_of(distances.len()));
    let apart = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let points = map.points.iter().enumerate();
    let between = points.flat_map(|(at, a)| map.points[at + 1..].iter().map(move |b| apart(*a, *b)));
    json!({
        "eigenvalues": map.eigenvalues, "distances_2d": between.collect::<Vec<_>>(),
        "goodness": figure(map.goodness),
    })
}

/// Interviews with the numbers of their codes, and how many codes there are.
fn interviews(data: &Value) -> (Vec<Vec<usize>>, usize) {
    let mut codes: Vec<&str> = Vec::new();
    let mut number = |code| {
        codes.iter().position(|other| *other == code).unwrap_or_else(|| {
            codes.push(code);
            codes.len() - 1
        })
    };
    let sets = all(&data["interviews"]).iter().map(|set| words(set).into_iter().map(&mut number).collect());
    let sets = sets.collect();
    (sets, codes.len())
}

fn saturation(data: &Value) -> Value {
    let (sets, codes) = interviews(data);
    let curve = Curve::new(&sets, codes);
    let new: Vec<usize> = curve.new.iter().map(Vec::len).collect();
    let rule = Rule {
        base_size: count(&data["base_size"]),
        run_length: count(&data["run_length"]),
        threshold: data["threshold"].as_f64().unwrap(),
    };
    let found = saturated(&new, rule);
    let chao = chao2(&curve.interviews_of, sets.len());
    let having = |many: usize| curve.interviews_of.iter().filter(|of| **of == many).count();
    let runs = found.runs.iter();
    let runs = runs.map(|run| json!({"from": run.from, "to": run.to, "new": run.new, "ratio": run.ratio}));
    json!({
        "new": new, "cumulative": curve.cumulative, "expected": curve.expected(), "expected_sd": curve.expected_sd(),
        "q1": chao.map_or(having(1), |of| of.once), "q2": chao.map_or(having(2), |of| of.twice),
        "chao2": match chao {
            Ok(of) => json!({"value": of.value, "ci": of.ci.map(|ci| [ci.low, ci.high])}),
            Err(why) => json!({"undefined": why.to_string()}),
        },
        "chao2_se": chao.ok().and_then(|of| of.se),
        "guest": {
            "base_codes": found.base_codes, "runs": runs.collect::<Vec<_>>(),
            "reached_at": found.reached_at.ok(),
            "notation": found.reached_at.ok().map(|at| format!("{at}+{}", rule.run_length)),
        },
    })
}

fn saturation_bands(data: &Value) -> Value {
    let (sets, codes) = interviews(data);
    let found = bands(&sets, codes, count(&data["orders"]) as u32, 1);
    let mean = Curve::new(&sets, codes).expected();
    json!({"mean": mean, "low": found.low, "high": found.high, "exact": found.seed.is_none()})
}

fn test(of: Defined<Test>) -> Value {
    match of {
        Ok(Test { statistic, df, p }) => json!({"statistic": statistic, "df": df, "p": p}),
        Err(why) => json!({"undefined": why.to_string()}),
    }
}

fn keyness(data: &Value) -> Value {
    let both = |keys: [&str; 2]| keys.map(|key| data[key].as_u64().unwrap());
    let found = Keyness::of(both(["target", "reference"]), both(["target_tokens", "reference_tokens"]));
    json!({
        "per_10000": match found.per_10000 {
            Ok(rates) => json!(rates),
            Err(why) => json!({"undefined": why.to_string()}),
        },
        "log_likelihood": test(found.log_likelihood),
        "log_likelihood_two_cell": test(found.log_likelihood_two_cell),
        "percent_diff": figure(found.percent_diff), "log_ratio": figure(found.log_ratio),
    })
}

fn dispersion(data: &Value) -> Value {
    let counts = |key: &str| all(&data[key]).iter().map(|n| n.as_u64().unwrap()).collect::<Vec<_>>();
    let hits: Vec<(u32, u64)> = (0..).zip(counts("counts")).collect();
    let found = Dispersion::of(&hits, &Sizes::new(&counts("sizes")));
    json!({
        "count": found.count, "per_10000": figure(found.per_10000), "range": found.range,
        "juilland_d": figure(found.juilland_d), "dp": figure(found.dp), "dp_norm": figure(found.dp_norm),
    })
}

fn collocates_case(data: &Value) -> Value {
    let mut vocabulary = Vocabulary::default();
    let texts: Vec<Vec<&str>> = all(&data["texts"]).iter().map(words).collect();
    let ids: Vec<Vec<u32>> =
        texts.iter().map(|text| text.iter().map(|word| vocabulary.id(word)).collect()).collect();
    let pieces: Vec<&[u32]> = ids.iter().map(Vec::as_slice).collect();
    let node = vocabulary.known(data["node"].as_str().unwrap());
    let found = collocates(&pieces, node, count(&data["window"]));
    let rows = found.rows.iter().map(|row| {
        json!({
            "word": vocabulary.words()[row.word as usize], "together": row.together, "count": row.count,
            "expected": row.expected, "mi": row.mi, "t_score": row.t_score, "log_dice": row.log_dice,
        })
    });
    json!({"tokens": found.tokens, "node_count": found.node_count, "rows": rows.collect::<Vec<_>>()})
}

fn word_counts(data: &Value) -> Value {
    let text = Text::new(data["text"].as_str().unwrap());
    let mut vocabulary = Vocabulary::default();
    let ids: Vec<u32> = text.words().iter().map(|word| vocabulary.id(&text.as_str()[word])).collect();
    let times = |id: u32| ids.iter().filter(|other| **other == id).count();
    let counts = (0..).zip(vocabulary.words()).map(|(id, word)| (word.to_string(), times(id).into()));
    let counts: Map<String, Value> = counts.collect();
    json!({"tokens": ids.len(), "types": vocabulary.words().len(), "counts": counts})
}
