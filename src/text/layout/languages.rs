//! What labels mean in the languages that interviews are held in: who asks, who is asked, and what a protocol's head
//! says of the recording. One table a language, in the words that transcription guides and programs of that language use;
//! written as a label is compared: lower case, single spaces. Never looks at a text.

/// The words of one language.
pub(super) struct Language {
    /// Who asks.
    pub asks: &'static [&'static str],
    /// Who is asked.
    pub asked: &'static [&'static str],
    /// Who is there beside.
    pub other: &'static [&'static str],
    /// Somebody, and which is left open.
    pub speaker: &'static [&'static str],
    /// What the head of a protocol says of the interview.
    pub head: &'static [&'static str],
}

/// The languages, English first.
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
    // Greek
    Language {
        asks: &[
            "ερευνητής", "ερευνήτρια", "ερώτηση", "συνεντευκτής", "συνεντεύκτρια", "συντονιστής",
            "συντονίστρια", "ε",
        ],
        asked: &[
            "απάντηση", "ερωτώμενος", "ερωτώμενη", "πληροφορητής", "συμμετέχων", "συμμετέχουσα",
            "συνεντευξιαζόμενος", "συνεντευξιαζόμενη", "α",
        ],
        other: &["διερμηνέας", "μεταφραστής", "μεταφράστρια"],
        speaker: &["ομιλητής", "ομιλήτρια", "όλοι"],
        head: &[
            "αριθμός", "αρχείο", "γλώσσα", "διάρκεια", "ηλικία", "ημερομηνία", "θέμα", "συγκατάθεση",
            "συνέντευξη", "τόπος", "φύλο", "ώρα", "τοποθεσία",
        ],
    },
    // Russian, Ukrainian, Bulgarian
    Language {
        asks: &[
            "вопрос", "интервьюер", "исследователь", "исследовательница", "модератор", "интерв'юер",
            "інтерв'юер", "інтервʼюер", "дослідник", "дослідниця", "питання", "интервюиращ", "изследовател",
            "въпрос", "и", "в", "і",
        ],
        asked: &[
            "информант", "информантка", "интервьюируемый", "интервьюируемая", "опрашиваемый", "ответ",
            "респондент", "респондентка", "собеседник", "собеседница", "участник", "участница", "учасник",
            "учасниця", "інформант", "інформантка", "відповідь", "интервюиран", "участничка", "отговор",
            "мать", "отец", "р", "о",
        ],
        other: &["переводчик", "переводчица", "перекладач", "перекладачка", "преводач", "наблюдатель"],
        speaker: &["говорящий", "говорящая", "спикер", "спікер", "все", "неизвестный"],
        head: &[
            "возраст", "время", "дата", "дата интервью", "длительность", "запись", "интервью", "место",
            "номер", "пол", "проект", "продолжительность", "согласие", "тема", "транскрипция", "файл", "язык",
            "вік", "місце", "мова", "стать", "тривалість", "згода", "час", "място", "продължителност",
            "възраст", "съгласие", "език",
        ],
    },
    // Turkish
    Language {
        asks: &["araştırmacı", "görüşmeci", "görüşmeyi yapan", "moderatör", "mülakatçı", "soru"],
        asked: &["cevap", "görüşülen", "görüşülen kişi", "katılımcı", "yanıt", "çocuk", "anne", "baba", "k"],
        other: &["tercüman", "çevirmen", "gözlemci"],
        speaker: &["konuşmacı", "herkes", "bilinmeyen"],
        head: &[
            "bitiş", "başlangıç", "cinsiyet", "dil", "dosya", "görüşme", "görüşme no", "konu", "mülakat",
            "numara", "onam", "onay", "proje", "saat", "süre", "tarih", "yaş", "yer",
        ],
    },
    // Arabic
    Language {
        asks: &[
            "الباحث", "الباحثة", "السائل", "المحاور", "المحاورة", "المقابل", "الميسر", "الميسرة", "باحث",
            "باحثة", "س", "سؤال", "ميسر", "محاور",
        ],
        asked: &[
            "المبحوث", "المبحوثة", "المجيب", "المشارك", "المشاركة", "المستجيب", "الضيف", "مشارك", "مشاركة",
            "مبحوث", "مبحوثة", "ج", "جواب", "الأم", "الأب",
        ],
        other: &["المترجم", "المترجمة", "مترجم", "مترجمة"],
        speaker: &["المتحدث", "متحدث", "الجميع"],
        head: &[
            "التاريخ", "تاريخ المقابلة", "المكان", "المدة", "مدة المقابلة", "العمر", "الجنس", "اللغة",
            "الموافقة", "الموضوع", "رقم المقابلة", "المقابلة", "الوقت", "تاريخ", "مكان",
        ],
    },
    // Hebrew
    Language {
        asks: &["חוקר", "חוקרת", "מנחה", "מראיין", "מראיינת", "שאלה", "ש"],
        asked: &["מרואיין", "מרואיינת", "משתתף", "משתתפת", "נשאל", "נשאלת", "תשובה", "ת", "אם", "אב"],
        other: &["מתורגמן", "מתורגמנית", "מתרגם", "מתרגמת"],
        speaker: &["דובר", "דוברת", "כולם"],
        head: &[
            "גיל", "הסכמה", "מגדר", "מין", "מיקום", "מקום", "מספר ראיון", "משך", "נושא", "ראיון", "שעה",
            "שפה", "תאריך",
        ],
    },
    // Persian and Urdu
    Language {
        asks: &[
            "مصاحبه‌گر", "مصاحبه گر", "مصاحبهگر", "پژوهشگر", "محقق", "سوال", "انٹرویو لینے والا",
            "سوال کنندہ",
        ],
        asked: &[
            "مصاحبه‌شونده", "مصاحبه شونده", "شرکت‌کننده", "شرکت کننده", "پاسخ", "پاسخگو", "شریک",
            "جواب دہندہ",
        ],
        other: &["مترجم", "ترجمان"],
        speaker: &["گوینده", "همه", "مقرر"],
        head: &[
            "تاریخ", "مکان", "محل", "مدت", "سن", "جنسیت", "زبان", "رضایت", "موضوع", "شماره مصاحبه", "مصاحبه",
            "زمان",
        ],
    },
    // Hindi, Bengali and Nepali
    Language {
        asks: &[
            "साक्षात्कारकर्ता", "शोधकर्ता", "प्रश्न", "प्रश्नकर्ता", "संचालक", "সাক্ষাৎকারগ্রহীতা", "গবেষক",
            "প্রশ্ন", "अन्तर्वार्ताकार",
        ],
        asked: &[
            "प्रतिभागी", "उत्तरदाता", "उत्तर", "साक्षात्कारदाता", "অংশগ্রহণকারী", "উত্তরদাতা", "উত্তর",
            "सहभागी",
        ],
        other: &["अनुवादक", "दुभाषिया", "অনুবাদক", "দোভাষী"],
        speaker: &["वक्ता", "सभी", "বক্তা"],
        head: &[
            "दिनांक", "तारीख", "तिथि", "स्थान", "अवधि", "आयु", "उम्र", "लिंग", "भाषा", "सहमति", "विषय", "समय",
            "তারিখ", "স্থান", "সময়",
        ],
    },
    // Chinese
    Language {
        asks: &[
            "主持人", "采访者", "採訪者", "访员", "訪員", "访谈者", "訪談者", "访谈人", "訪談人", "研究者", "研究员", "研究員", "问", "問", "访",
            "訪",
        ],
        asked: &[
            "参与者", "參與者", "受访人", "受訪人", "受访者", "受訪者", "被访者", "被訪者", "受试者", "回答者", "学生", "學生", "答", "家长", "家長",
        ],
        other: &["翻译", "翻譯", "口译", "口譯", "观察员", "觀察員"],
        speaker: &["发言人", "發言人", "说话人", "說話人", "讲者", "所有人"],
        head: &[
            "日期", "访谈日期", "訪談日期", "地点", "地點", "时间", "時間", "时长", "時長", "性别", "性別", "年龄", "年齡", "编号", "編號",
            "主题", "主題", "语言", "語言", "录音", "錄音", "访谈编号", "訪談編號", "知情同意",
        ],
    },
    // Japanese
    Language {
        asks: &["インタビュアー", "インタビュアー", "聞き手", "聞手", "司会", "司会者", "調査者", "研究者", "面接者", "質問者", "質問", "問"],
        asked: &["インタビュイー", "語り手", "話し手", "参加者", "回答者", "回答", "対象者", "調査協力者", "協力者", "生徒", "保護者"],
        other: &["通訳", "通訳者", "翻訳者", "観察者"],
        speaker: &["話者", "発言者", "全員", "不明"],
        head: &["日付", "日時", "実施日", "場所", "時間", "所要時間", "録音", "性別", "年齢", "番号", "題名", "言語", "同意"],
    },
    // Korean
    Language {
        asks: &["면담자", "연구자", "연구원", "질문", "질문자", "사회자", "진행자", "인터뷰어", "조사자", "문"],
        asked: &["참여자", "참가자", "피면담자", "응답자", "인터뷰이", "대상자", "구술자", "대답", "답", "학생", "어머니"],
        other: &["통역", "통역사", "번역가", "관찰자"],
        speaker: &["화자", "발언자", "모두"],
        head: &["날짜", "일시", "면담일", "장소", "시간", "소요시간", "길이", "녹음", "성별", "나이", "번호", "주제", "언어", "동의"],
    },
    // Vietnamese
    Language {
        asks: &["người phỏng vấn", "nghiên cứu viên", "pvv", "phỏng vấn viên", "câu hỏi", "hỏi", "người hỏi"],
        asked: &["người được phỏng vấn", "người tham gia", "người trả lời", "trả lời", "đáp", "ntl", "đtv"],
        other: &["phiên dịch", "người phiên dịch"],
        speaker: &["người nói", "tất cả"],
        head: &[
            "ngày", "ngày phỏng vấn", "địa điểm", "thời gian", "thời lượng", "tuổi", "giới tính", "ngôn ngữ",
            "chủ đề", "mã số",
        ],
    },
    // Indonesian, Malay and Filipino
    Language {
        asks: &[
            "pewawancara", "peneliti", "penanya", "moderator", "fasilitator", "penyelidik", "tanya",
            "tagapanayam", "mananaliksik",
        ],
        asked: &[
            "narasumber", "informan", "partisipan", "peserta", "responden", "jawab", "kalahok", "tagasagot",
        ],
        other: &["penerjemah", "juru bahasa", "tagasalin"],
        speaker: &["pembicara", "penutur", "semua", "tagapagsalita"],
        head: &[
            "tanggal", "tarikh", "tempat", "lokasi", "durasi", "waktu", "umur", "usia", "jenis kelamin",
            "jantina", "bahasa", "topik", "nomor", "wawancara", "persetujuan", "petsa", "lugar",
        ],
    },
    // Thai
    Language {
        asks: &["ผู้สัมภาษณ์", "ผู้วิจัย", "นักวิจัย", "ผู้ดำเนินรายการ", "ถาม", "คำถาม"],
        asked: &["ผู้ให้สัมภาษณ์", "ผู้ถูกสัมภาษณ์", "ผู้ให้ข้อมูล", "ผู้เข้าร่วม", "ตอบ", "คำตอบ"],
        other: &["ล่าม", "ผู้แปล"],
        speaker: &["ผู้พูด", "ทุกคน"],
        head: &["วันที่", "สถานที่", "เวลา", "ระยะเวลา", "อายุ", "เพศ", "ภาษา", "หัวข้อ"],
    },
    // Swahili and Afrikaans
    Language {
        asks: &["mhoji", "mtafiti", "msaili", "swali", "onderhoudvoerder", "navorser", "vraag"],
        asked: &["mhojiwa", "mshiriki", "msailiwa", "jibu", "deelnemer", "respondent", "antwoord"],
        other: &["mkalimani", "mtafsiri", "tolk"],
        speaker: &["msemaji", "wote", "spreker"],
        head: &[
            "tarehe", "mahali", "muda", "umri", "jinsia", "lugha", "mada", "datum", "plek", "duur",
            "ouderdom", "taal",
        ],
    },
];

/// Words with which speech begins before a colon, and that are nobody's name.
#[rustfmt::skip]
pub(super) const NO_NAMES: &[&str] = &[
    "one", "two", "three", "four", "five", "eins", "zwei", "drei", "un", "deux", "trois", "uno", "dos",
    "tres", "again", "also", "and", "anyway", "basically", "because", "but", "e.g", "either", "example",
    "finally", "first", "firstly", "for example", "ftp", "http", "https", "however", "i.e", "i mean",
    "i said", "i think", "idea", "in short", "in other words", "like", "mailto", "maybe", "my answer", "nb",
    "no", "note", "notes", "nothing", "now", "ok", "okay", "one thing", "or", "page", "perhaps", "problem",
    "ps", "re", "reason", "really", "remember", "result", "second", "section", "secondly", "so", "solution",
    "still", "sum", "summary", "that is", "the point", "the thing", "then", "theme", "third", "though",
    "three things", "two things", "warning", "well", "what i mean", "why", "yeah", "yes", "aber", "also gut",
    "außerdem", "beispiel", "dann", "denn", "doch", "eben", "erstens", "fazit", "genau", "gut", "ja", "kurz",
    "nein", "nichts", "oder", "so war es", "und", "weil", "zum beispiel", "zweitens", "alors", "bref", "donc",
    "enfin", "et", "exemple", "mais", "non", "oui", "par exemple", "rien", "voilà", "bueno", "entonces",
    "nada", "pero", "por ejemplo", "pues", "sí", "y", "então", "mas", "sim", "allora", "cioè", "dunque",
    "ecco", "ma", "niente", "però", "per esempio", "dus", "maar", "nee", "niets", "nou", "och", "men", "nej",
    "nei", "så", "eli", "mutta", "niin", "kyllä", "ale", "nic", "nie", "tak", "więc", "no tak", "nie wiem",
    "да", "нет", "но", "ну", "вот", "так", "ama", "evet", "hayır", "yani", "そして", "はい", "いいえ", "例えば", "但是",
    "所以", "比如", "例如", "然后",
];

/// What ends a file and is nobody's words: a line that begins with one of these.
#[rustfmt::skip]
pub(super) const FOOTERS: &[&str] = &[
    "transcribed by", "transcript by", "transcript provided by", "transcription by", "transcribed with",
    "transcribed using", "transcript generated by", "this transcript was", "this transcription was",
    "end of interview", "end of the interview", "end of recording", "end of audio", "end of transcript",
    "end of transcription", "end of tape", "end of file", "end of session", "interview ends",
    "recording ends", "recording ended", "recording stopped", "interview ended", "audio ends", "tape ends",
    "www.", "http://", "https://", "transkribiert von", "transkribiert mit", "transkription durch",
    "transkription von", "ende des interviews", "ende der aufnahme", "ende der aufzeichnung",
    "ende des transkripts", "interviewende", "aufnahme endet", "transcrit par", "transcription par",
    "fin de l'entretien", "fin de l'enregistrement", "fin de la transcription", "transcrito por",
    "transcripción de", "fin de la entrevista", "fin de la grabación", "fim da entrevista", "fim da gravação",
    "trascritto da", "fine dell'intervista", "fine della registrazione", "getranscribeerd door",
    "einde van het interview", "einde interview", "einde opname", "transkriberad av", "slut på intervjun",
    "slut på inspelningen", "transkribert av", "slutt på intervjuet", "transskriberet af",
    "slut på interview", "litteroinut", "haastattelu päättyy", "transkrypcja", "koniec wywiadu",
    "koniec nagrania", "přepsal", "konec rozhovoru", "az interjú vége", "расшифровка", "конец интервью",
    "конец записи", "кінець інтерв'ю", "görüşme sonu", "kaydın sonu", "转录", "访谈结束", "訪談結束", "录音结束", "录音結束",
    "インタビュー終了", "録音終了", "文字起こし", "인터뷰 끝", "녹음 끝", "نهاية المقابلة", "نهاية التسجيل", "סוף הראיון",
    "סוף ההקלטה",
];

/// What a program says of itself among the words: a line that ends with one of these.
#[rustfmt::skip]
pub(super) const PROGRAM: &[&str] = &[
    "started transcription", "stopped transcription", "started recording", "stopped recording",
    "joined the meeting", "left the meeting", "hat die transkription gestartet",
    "hat die transkription beendet", "hat die aufzeichnung gestartet", "hat die aufzeichnung beendet",
    "a démarré la transcription", "a arrêté la transcription", "a commencé la transcription",
    "inició la transcripción", "detuvo la transcripción", "iniciou a transcrição", "parou a transcrição",
    "ha avviato la trascrizione", "ha interrotto la trascrizione", "heeft de transcriptie gestart",
    "heeft de transcriptie gestopt", "startade transkriptionen", "stoppade transkriptionen",
];

/// Heads of columns: when it begins, who says it, what is said.
#[rustfmt::skip]
pub(super) const COLUMNS: [&[&str]; 3] = [
    &[
        "time", "timespan", "timestamp", "time stamp", "timecode", "start", "start time", "begin",
        "begin time", "in", "zeit", "zeitmarke", "beginn", "anfang", "temps", "heure", "début", "tiempo",
        "inicio", "hora", "tempo", "início", "inizio", "tijd", "tid", "aika", "czas", "čas", "idő", "timp",
        "χρόνος", "время", "час", "süre", "zaman", "الوقت", "זמן", "زمان", "समय", "时间", "時間", "시간",
        "thời gian", "waktu", "เวลา",
    ],
    &[
        "speaker", "speakers", "name", "who", "person", "participant", "speaker name", "sprecher",
        "sprecherin", "wer", "locuteur", "intervenant", "qui", "hablante", "orador", "quién", "falante",
        "parlante", "chi", "spreker", "wie", "talare", "taler", "puhuja", "mówca", "mluvčí", "beszélő",
        "vorbitor", "ομιλητής", "говорящий", "спикер", "konuşmacı", "المتحدث", "דובר", "گوینده", "वक्ता",
        "说话人", "發言人", "发言人", "話者", "화자", "người nói", "pembicara", "ผู้พูด",
    ],
    &[
        "content", "text", "transcript", "words", "utterance", "speech", "transcription", "inhalt",
        "äußerung", "transkript", "contenu", "texte", "propos", "contenido", "texto", "conteúdo", "contenuto",
        "testo", "inhoud", "tekst", "innehåll", "innhold", "indhold", "sisältö", "teksti", "treść", "tekst",
        "obsah", "tartalom", "szöveg", "conținut", "κείμενο", "содержание", "текст", "içerik", "metin",
        "النص", "טקסט", "תוכן", "متن", "पाठ", "内容", "內容", "文本", "テキスト", "発言", "내용", "nội dung", "isi", "teks",
        "ข้อความ",
    ],
];
