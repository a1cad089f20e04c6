//! The words of languages that are written in Latin letters in Europe. Only the words.

use super::Language;

#[rustfmt::skip]
pub(super) const LANGUAGES: &[Language] = &[
    // English
    Language {
        asks: &[
            "facilitator", "fieldworker", "i", "int", "interviewer", "investigator", "iv", "ivr", "m", "me",
            "mod", "moderator", "q", "question", "res", "researcher",
        ],
        asked: &[
            "a", "answer", "attendee", "audience", "care leaver", "caregiver", "carer", "child", "client",
            "expert", "father", "foster carer", "foster father", "foster mother", "id", "informant",
            "interviewee", "mother", "mum", "narrator", "nurse", "p", "parent", "part", "participant",
            "patient", "personal adviser", "ppt", "practitioner", "pt", "r", "resp", "respondent",
            "social worker", "student", "subject", "support worker", "teacher", "young person", "yp",
        ],
        other: &[
            "assistant", "interpreter", "note taker", "notetaker", "observer", "transcriber",
            "transcriptionist", "translator",
        ],
        speaker: &[
            "all", "female", "female speaker", "female voice", "guest", "host", "man", "male", "male speaker",
            "male voice", "s", "several", "speaker", "spk", "unidentified speaker", "unknown",
            "unknown speaker", "voice", "woman",
        ],
        head: &[
            "age", "audio", "audio file", "code", "coder", "consent", "date", "date of interview", "duration",
            "file", "file name", "filename", "gender", "id number", "interview", "interview code",
            "interview date", "interview id", "interview length", "interview no", "interview number",
            "language", "length", "location", "media", "method", "mode", "name", "number", "participant id",
            "participants", "place", "present", "project", "pseudonym", "recorded", "recording",
            "recording date", "recording length", "role", "session", "setting", "sex", "site", "source",
            "start", "start time", "study", "subject", "time", "title", "topic", "transcribed",
            "transcribed by", "transcript", "transcript by", "transcription", "transcription date", "venue",
            "version", "wave", "end", "end time", "conventions", "key", "legend",
        ],
    },
    // German
    Language {
        asks: &[
            "forscher", "forscherin", "frage", "interviewer", "interviewerin", "interviewende",
            "interviewender", "interviewführerin", "moderation", "moderator", "moderatorin",
        ],
        asked: &[
            "antwort", "b", "befragte", "befragte person", "befragter", "bp", "erzähler", "erzählerin",
            "experte", "expertin", "interviewpartner", "interviewpartnerin", "interviewte", "interviewter",
            "ip", "jugendliche", "jugendlicher", "kind", "mutter", "pflegemutter", "pflegevater", "proband",
            "probandin", "teilnehmer", "teilnehmerin", "teilnehmende", "tn", "vater",
        ],
        other: &[
            "beobachter", "beobachterin", "dolmetscher", "dolmetscherin", "übersetzer", "übersetzerin",
            "protokoll",
        ],
        speaker: &["alle", "sprecher", "sprecherin", "unbekannt", "person"],
        head: &[
            "alter", "aufnahme", "aufnahmedatum", "beginn", "datei", "dateiname", "datum",
            "datum des interviews", "dauer", "einverständnis", "einwilligung", "ende", "geschlecht",
            "interview nr", "interviewdatum", "interviewdauer", "interviewnummer", "kürzel", "länge",
            "nummer", "ort", "ort des interviews", "projekt", "setting", "sprache", "thema",
            "transkribiert von", "transkript", "transkription", "transkriptionsdatum", "uhrzeit", "anwesend",
            "anwesende", "besonderheiten",
        ],
    },
    // French
    Language {
        asks: &[
            "animateur", "animatrice", "chercheur", "chercheuse", "enquêteur", "enquêtrice", "enquêteuse",
            "intervieweur", "intervieweuse", "modérateur", "modératrice",
        ],
        asked: &[
            "enfant", "enquêté", "enquêtée", "interviewé", "interviewée", "jeune", "mère", "participant",
            "participante", "patiente", "père", "répondant", "répondante", "réponse", "témoin",
        ],
        other: &["interprète", "observateur", "observatrice", "traducteur", "traductrice"],
        speaker: &["intervenant", "intervenante", "locuteur", "locutrice", "tous", "inconnu"],
        head: &[
            "consentement", "date", "date de l'entretien", "début", "durée", "durée de l'entretien",
            "entretien", "entretien n", "entretien no", "enregistrement", "fichier", "fin", "heure", "langue",
            "lieu", "lieu de l'entretien", "numéro", "projet", "sexe", "sujet", "thème", "titre",
            "transcription", "transcrit par", "âge",
        ],
    },
    // Spanish
    Language {
        asks: &[
            "encuestador", "encuestadora", "entrevistador", "entrevistadora", "investigador", "investigadora",
            "moderador", "moderadora", "pregunta",
        ],
        asked: &[
            "entrevistada", "entrevistado", "informante", "joven", "madre", "niña", "niño", "padre",
            "participante", "paciente", "respuesta",
        ],
        other: &["intérprete", "observador", "observadora", "traductor", "traductora"],
        speaker: &["hablante", "todos", "desconocido", "persona"],
        head: &[
            "archivo", "audio", "consentimiento", "duración", "edad", "entrevista", "entrevista no",
            "entrevista n", "fecha", "fecha de la entrevista", "fin", "hora", "idioma", "inicio", "lugar",
            "número", "proyecto", "sexo", "tema", "título", "transcripción", "transcrito por",
        ],
    },
    // Portuguese
    Language {
        asks: &[
            "entrevistador", "entrevistadora", "moderador", "moderadora", "pergunta", "pesquisador",
            "pesquisadora",
        ],
        asked: &[
            "criança", "entrevistada", "entrevistado", "jovem", "mãe", "pai", "participante", "resposta",
        ],
        other: &["intérprete", "tradutor", "tradutora"],
        speaker: &["falante", "orador", "oradora", "locutor", "locutora", "todos"],
        head: &[
            "arquivo", "consentimento", "data", "data da entrevista", "duração", "entrevista", "entrevista n",
            "ficheiro", "fim", "gravação", "hora", "idade", "início", "local", "número", "projeto", "sexo",
            "tema", "transcrito por", "transcrição", "título",
        ],
    },
    // Italian
    Language {
        asks: &[
            "domanda", "intervistatore", "intervistatrice", "moderatore", "moderatrice", "ricercatore",
            "ricercatrice",
        ],
        asked: &["giovane", "intervistata", "intervistato", "madre", "padre", "partecipante", "risposta"],
        other: &["interprete", "osservatore", "osservatrice", "traduttore", "traduttrice"],
        speaker: &["parlante", "relatore", "tutti"],
        head: &[
            "consenso", "data", "data dell'intervista", "durata", "età", "fine", "inizio", "intervista",
            "intervista n", "lingua", "luogo", "numero", "ora", "progetto", "registrazione", "sesso", "tema",
            "titolo", "trascritto da", "trascrizione",
        ],
    },
    // Dutch
    Language {
        asks: &[
            "interviewer", "interviewster", "onderzoeker", "onderzoekster", "vraag", "gespreksleider",
            "moderator",
        ],
        asked: &[
            "antwoord", "deelnemer", "deelneemster", "geïnterviewde", "jongere", "kind", "moeder",
            "respondent", "vader",
        ],
        other: &["tolk", "vertaler", "vertaalster", "observator"],
        speaker: &["spreker", "iedereen", "onbekend"],
        head: &[
            "bestand", "datum", "datum interview", "duur", "einde", "geslacht", "interview nr", "leeftijd",
            "locatie", "nummer", "onderwerp", "opname", "plaats", "project", "taal", "tijd", "titel",
            "toestemming", "transcriptie", "getranscribeerd door", "begin",
        ],
    },
    // Swedish
    Language {
        asks: &["forskare", "fråga", "intervjuare", "moderator", "samtalsledare"],
        asked: &[
            "deltagare", "intervjuperson", "informant", "respondent", "svar", "ungdom", "barn", "mamma",
            "pappa",
        ],
        other: &["tolk", "översättare", "observatör"],
        speaker: &["talare", "alla", "okänd"],
        head: &[
            "datum", "fil", "intervju", "intervju nr", "inspelning", "kön", "längd", "nummer", "plats",
            "projekt", "samtycke", "språk", "start", "slut", "tid", "titel", "transkribering",
            "transkriberad av", "ålder", "ämne",
        ],
    },
    // Norwegian and Danish
    Language {
        asks: &[
            "forsker", "intervjuer", "interviewer", "moderator", "ordstyrer", "spørsmål", "spørgsmål",
            "interviewleder",
        ],
        asked: &[
            "deltager", "deltaker", "informant", "intervjuobjekt", "respondent", "svar", "barn", "mor", "far",
            "ung",
        ],
        other: &["tolk", "oversetter", "oversætter", "observatør"],
        speaker: &["taler", "alle", "ukjent", "ukendt"],
        head: &[
            "alder", "dato", "emne", "fil", "intervju", "intervju nr", "interview nr", "kjønn", "køn",
            "lengde", "længde", "nummer", "opptak", "optagelse", "prosjekt", "projekt", "samtykke", "slutt",
            "slut", "språk", "sprog", "start", "sted", "tid", "tittel", "titel", "transkribert av",
            "transskriberet af", "varighet", "varighed",
        ],
    },
    // Finnish
    Language {
        asks: &["haastattelija", "kysymys", "tutkija", "puheenjohtaja", "h"],
        asked: &["haastateltava", "osallistuja", "vastaaja", "vastaus", "lapsi", "nuori", "äiti", "isä", "v"],
        other: &["tulkki", "kääntäjä"],
        speaker: &["puhuja", "kaikki", "tuntematon"],
        head: &[
            "aika", "aihe", "haastattelu", "haastattelu nro", "ikä", "kesto", "kieli", "kohde", "litteroija",
            "litterointi", "numero", "paikka", "projekti", "päivämäärä", "pvm", "sukupuoli", "suostumus",
            "tallenne", "tiedosto",
        ],
    },
    // Polish
    Language {
        asks: &[
            "ankieter", "ankieterka", "badacz", "badaczka", "moderator", "moderatorka", "prowadzący",
            "prowadząca", "pytanie",
        ],
        asked: &[
            "badana", "badany", "dziecko", "matka", "odpowiedź", "ojciec", "respondent", "respondentka",
            "rozmówca", "rozmówczyni", "uczestniczka", "uczestnik",
        ],
        other: &["tłumacz", "tłumaczka", "obserwator"],
        speaker: &["mówca", "głos", "wszyscy", "nieznany"],
        head: &[
            "czas", "czas trwania", "data", "data wywiadu", "godzina", "język", "koniec", "miejsce",
            "nagranie", "numer", "plik", "początek", "projekt", "płeć", "temat", "transkrypcja",
            "transkrypcję wykonał", "tytuł", "wiek", "wywiad", "wywiad nr", "zgoda",
        ],
    },
    // Czech and Slovak
    Language {
        asks: &[
            "tazatel", "tazatelka", "výzkumník", "výzkumnice", "moderátor", "moderátorka", "otázka",
            "výskumník", "výskumníčka", "anketár",
        ],
        asked: &[
            "dotazovaný", "dotazovaná", "respondent", "respondentka", "účastník", "účastnice", "účastníčka",
            "informátor", "odpověď", "odpoveď", "dítě", "dieťa", "matka", "otec", "opýtaný", "opýtaná",
        ],
        other: &["tlumočník", "tlumočnice", "tlmočník", "překladatel", "prekladateľ"],
        speaker: &["mluvčí", "hovoriaci", "všichni", "všetci"],
        head: &[
            "čas", "číslo", "datum", "dátum", "délka", "dĺžka", "jazyk", "konec", "místo", "miesto",
            "nahrávka", "pohlaví", "projekt", "přepis", "prepis", "rozhovor", "rozhovor č", "soubor",
            "souhlas", "súhlas", "téma", "trvání", "trvanie", "věk", "vek", "začátek", "začiatok",
        ],
    },
    // Hungarian
    Language {
        asks: &["interjúkészítő", "kérdező", "kérdés", "kutató", "moderátor"],
        asked: &["interjúalany", "válaszadó", "válasz", "résztvevő", "gyermek", "anya", "apa"],
        other: &["tolmács", "fordító"],
        speaker: &["beszélő", "mindenki", "ismeretlen"],
        head: &[
            "dátum", "hely", "helyszín", "időpont", "időtartam", "interjú", "interjú száma", "felvétel",
            "fájl", "kor", "nem", "nyelv", "projekt", "sorszám", "téma", "beleegyezés",
        ],
    },
    // Romanian
    Language {
        asks: &[
            "intervievator", "intervievatoare", "cercetător", "cercetătoare", "moderator", "întrebare",
            "operator",
        ],
        asked: &[
            "intervievat", "intervievată", "respondent", "respondentă", "participant", "participantă",
            "răspuns", "copil",
        ],
        other: &["interpret", "traducător", "traducătoare"],
        speaker: &["vorbitor", "vorbitoare", "toți"],
        head: &[
            "consimțământ", "data", "data interviului", "durata", "fișier", "gen", "interviu", "interviu nr",
            "limba", "loc", "locul", "număr", "ora", "proiect", "sex", "subiect", "titlu", "transcriere",
            "vârsta", "înregistrare",
        ],
    },
    // Catalan
    Language {
        asks: &[
            "entrevistador", "entrevistadora", "investigador", "investigadora", "moderador", "moderadora",
            "pregunta",
        ],
        asked: &["entrevistada", "entrevistat", "participant", "resposta", "jove", "mare", "pare"],
        other: &["intèrpret", "traductor", "traductora"],
        speaker: &["parlant", "tothom"],
        head: &[
            "arxiu", "consentiment", "data", "durada", "edat", "entrevista", "hora", "lloc", "sexe", "tema",
            "transcripció",
        ],
    },
    // Croatian, Serbian, Bosnian, Slovene
    Language {
        asks: &[
            "anketar", "ispitivač", "ispitivačica", "istraživač", "istraživačica", "moderator", "pitanje",
            "raziskovalec", "raziskovalka", "spraševalec", "intervjuer", "intervjuar", "vprašanje", "анкетар",
            "истраживач", "интервјуер",
        ],
        asked: &[
            "ispitanica", "ispitanik", "sudionica", "sudionik", "sugovornik", "sugovornica", "odgovor",
            "učesnik", "učesnica", "intervjuvanec", "intervjuvanka", "udeleženec", "udeleženka", "dijete",
            "испитаник", "испитаница", "саговорник",
        ],
        other: &["prevoditelj", "prevoditeljica", "prevodilac", "tolmač"],
        speaker: &["govornik", "govorec", "svi", "vsi"],
        head: &[
            "broj", "datum", "dob", "intervju", "intervju br", "jezik", "kraj", "lokacija", "mjesto", "mesto",
            "kraj intervjua", "početak", "projekt", "snimka", "spol", "suglasnost", "tema", "trajanje",
            "transkript", "vrijeme", "датум", "место", "трајање",
        ],
    },
    // Estonian, Latvian, Lithuanian
    Language {
        asks: &[
            "intervjueerija", "küsija", "küsimus", "uurija", "intervētājs", "intervētāja", "pētnieks",
            "pētniece", "jautājums", "tyrėjas", "tyrėja", "interviuotojas", "interviuotoja", "klausimas",
        ],
        asked: &[
            "intervjueeritav", "vastaja", "vastus", "osaleja", "respondents", "respondente", "dalībnieks",
            "dalībniece", "atbilde", "informantas", "informantė", "respondentas", "respondentė", "dalyvis",
            "dalyvė", "atsakymas",
        ],
        other: &["tõlk", "tulks", "vertėjas", "vertėja"],
        speaker: &["kõneleja", "runātājs", "kalbėtojas"],
        head: &[
            "kuupäev", "koht", "kestus", "vanus", "sugu", "intervijas datums", "datums", "vieta", "ilgums",
            "vecums", "data", "trukmė", "amžius", "lytis", "kalba", "valoda", "keel",
        ],
    },
];
