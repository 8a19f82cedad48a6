// The two lexicons. A word ending in `*` stands for itself and its endings e, en, er, em, es; one ending in `+`
// for these only.
#include <algorithm>
#include <span>

#include "base/utf8.h"
#include "times/calendar.h"
#include "times/words.h"

namespace depesche::times {
namespace {

using U = Unit;
using F = Field;

struct Row {
  Field field;
  int32_t value;
  std::string_view words;
};

constexpr int32_t of(Unit unit) { return static_cast<int32_t>(unit); }
constexpr int32_t of(Holiday holiday) { return static_cast<int32_t>(holiday); }
constexpr int32_t told(Unit unit, int shift) { return of(unit) * 16 + 8 + shift; }

// clang-format off
constexpr Row kGerman[] = {
    {F::kWeekday, 1, "montag montags montage montagen"}, {F::kWeekday, 2, "dienstag dienstags"}, {F::kWeekday, 3, "mittwoch mittwochs"},
    {F::kWeekday, 4, "donnerstag donnerstags"}, {F::kWeekday, 5, "freitag freitags"},
    {F::kWeekday, 6, "samstag samstags sonnabend sonnabends"}, {F::kWeekday, 7, "sonntag sonntags"},
    {F::kWeekdaySet, 1, "montags"}, {F::kWeekdaySet, 2, "dienstags"}, {F::kWeekdaySet, 3, "mittwochs"},
    {F::kWeekdaySet, 4, "donnerstags"}, {F::kWeekdaySet, 5, "freitags"}, {F::kWeekdaySet, 6, "samstags sonnabends"},
    {F::kWeekdaySet, 7, "sonntags"},
    {F::kMonth, 1, "januar januars jänner jänners jaenner"}, {F::kMonth, 2, "februar februars feber"}, {F::kMonth, 3, "märz maerz"},
    {F::kMonth, 4, "april aprils"}, {F::kMonth, 5, "mai"}, {F::kMonth, 6, "juni juno"}, {F::kMonth, 7, "juli julei"},
    {F::kMonth, 8, "august augusts"}, {F::kMonth, 9, "september septembers"}, {F::kMonth, 10, "oktober oktobers"},
    {F::kMonth, 11, "november novembers"}, {F::kMonth, 12, "dezember dezembers"},
    {F::kMonthShort, 1, "jan jän jänn"}, {F::kMonthShort, 2, "feb febr"}, {F::kMonthShort, 3, "mär mrz"}, {F::kMonthShort, 4, "apr"},
    {F::kMonthShort, 6, "jun"}, {F::kMonthShort, 7, "jul"}, {F::kMonthShort, 8, "aug"}, {F::kMonthShort, 9, "sep sept"},
    {F::kMonthShort, 10, "okt"}, {F::kMonthShort, 11, "nov"}, {F::kMonthShort, 12, "dez"},
    {F::kSeason, 1, "frühling frühlings frühjahr frühjahrs frühjahres"}, {F::kSeason, 2, "sommer sommers"},
    {F::kSeason, 3, "herbst herbsts herbstes"}, {F::kSeason, 4, "winter winters"},
    {F::kUnit, of(U::kSecond), "sekunde"}, {F::kUnits, of(U::kSecond), "sekunden"},
    {F::kUnit, of(U::kMinute), "minute"}, {F::kUnits, of(U::kMinute), "minuten"},
    {F::kUnit, of(U::kHour), "stunde"}, {F::kUnits, of(U::kHour), "stunden"},
    {F::kUnit, of(U::kDay), "tag tages tags"}, {F::kUnits, of(U::kDay), "tage tagen"},
    {F::kUnit, of(U::kWeek), "woche"}, {F::kUnits, of(U::kWeek), "wochen"},
    {F::kUnit, of(U::kWeekend), "wochenende wochenendes"}, {F::kUnits, of(U::kWeekend), "wochenenden"},
    {F::kUnit, of(U::kMonth), "monat monats monates"}, {F::kUnits, of(U::kMonth), "monate monaten"},
    {F::kUnit, of(U::kQuarter), "quartal quartals quartales vierteljahr"}, {F::kUnits, of(U::kQuarter), "quartale quartalen"},
    {F::kUnit, of(U::kYear), "jahr jahrs jahres"}, {F::kUnits, of(U::kYear), "jahre jahren"},
    {F::kUnit, of(U::kDecade), "jahrzehnt jahrzehnts jahrzehntes dekade"}, {F::kUnits, of(U::kDecade), "jahrzehnte jahrzehnten dekaden"},
    {F::kUnit, of(U::kCentury), "jahrhundert jahrhunderts"}, {F::kUnits, of(U::kCentury), "jahrhunderte jahrhunderten"},
    {F::kRelation, kLast, "vergangen* letzt* vorig* verflossen* zurückliegend*"},
    {F::kRelation, kThis, "dies* laufend* heurig*"},
    {F::kRelation, kNext, "kommend* nächst* bevorstehend*"},
    {F::kRelation, kBeforeLast, "vorletzt* vorvergangen* vorvorig*"}, {F::kRelation, kAfterNext, "übernächst*"},
    {F::kRelation, kSame, "selb* gleich* desselben demselben derselben denselben dasselbe dieselbe jen*"},
    {F::kRelation, kFollowing, "folgend* darauffolgend* nachfolgend* anschließend*"},
    {F::kRelation, kPreceding, "vorangegangen* vorhergehend* vorherig*"},
    {F::kPortion, kBeginning, "anfang beginn"}, {F::kPortion, kMiddle, "mitte"}, {F::kPortion, kEnd, "ende"},
    {F::kPart, kMorning, "morgen morgens morgenstunden früh frühe vormittag vormittags"}, {F::kPart, kMidday, "mittag mittags"},
    {F::kPart, kAfternoon, "nachmittag nachmittags"}, {F::kPart, kEvening, "abend abends abendstunden"}, {F::kPart, kNight, "nacht"},
    {F::kPartAdverb, kMorning, "morgens frühmorgens vormittags"}, {F::kPartAdverb, kMidday, "mittags"}, {F::kPartAdverb, kAfternoon, "nachmittags"},
    {F::kPartAdverb, kEvening, "abends"}, {F::kPartAdverb, kNight, "nachts"}, {F::kPartAdverb, kDaytime, "tagsüber"},
    {F::kCardinal, 1, "halb*"}, {F::kCardinal, 2, "ein*"}, {F::kCardinal, 3, "anderthalb eineinhalb"}, {F::kCardinal, 4, "zwei zweier"},
    {F::kCardinal, 5, "zweieinhalb"}, {F::kCardinal, 6, "drei dreier"}, {F::kCardinal, 7, "dreieinhalb"}, {F::kCardinal, 8, "vier"},
    {F::kCardinal, 9, "viereinhalb"}, {F::kCardinal, 11, "fünfeinhalb"}, {F::kCardinal, 13, "sechseinhalb"},
    {F::kCardinal, 15, "siebeneinhalb"}, {F::kCardinal, 10, "fünf"}, {F::kCardinal, 12, "sechs"}, {F::kCardinal, 14, "sieben"},
    {F::kCardinal, 16, "acht"}, {F::kCardinal, 18, "neun"}, {F::kCardinal, 20, "zehn"}, {F::kCardinal, 22, "elf"},
    {F::kCardinal, 24, "zwölf"}, {F::kCardinal, 26, "dreizehn"}, {F::kCardinal, 28, "vierzehn"}, {F::kCardinal, 30, "fünfzehn"},
    {F::kCardinal, 32, "sechzehn"}, {F::kCardinal, 34, "siebzehn"}, {F::kCardinal, 36, "achtzehn"}, {F::kCardinal, 38, "neunzehn"},
    {F::kCardinal, 40, "zwanzig"}, {F::kCardinal, 60, "dreißig"}, {F::kCardinal, 80, "vierzig"}, {F::kCardinal, 100, "fünfzig"},
    {F::kCardinal, 120, "sechzig"}, {F::kCardinal, 140, "siebzig"}, {F::kCardinal, 160, "achtzig"}, {F::kCardinal, 180, "neunzig"},
    {F::kCardinal, 200, "hundert einhundert"}, {F::kCardinal, 400, "zweihundert"}, {F::kCardinal, 2000, "tausend"},
    {F::kVague, 1, "einig* mehrer* wenig* viel* zahlreich* etlich* paar manch* unzählig*"},
    {F::kOrdinal, 1, "erst*"}, {F::kOrdinal, 2, "zweit*"}, {F::kOrdinal, 3, "dritt*"}, {F::kOrdinal, 4, "viert*"}, {F::kOrdinal, 5, "fünft*"},
    {F::kOrdinal, 6, "sechst*"}, {F::kOrdinal, 7, "siebt*"}, {F::kOrdinal, 8, "acht*"}, {F::kOrdinal, 9, "neunt*"}, {F::kOrdinal, 10, "zehnt*"},
    {F::kOrdinal, 11, "elft*"}, {F::kOrdinal, 12, "zwölft*"}, {F::kOrdinal, 13, "dreizehnt*"}, {F::kOrdinal, 14, "vierzehnt*"},
    {F::kOrdinal, 15, "fünfzehnt*"}, {F::kOrdinal, 16, "sechzehnt*"}, {F::kOrdinal, 17, "siebzehnt*"}, {F::kOrdinal, 18, "achtzehnt*"},
    {F::kOrdinal, 19, "neunzehnt*"}, {F::kOrdinal, 20, "zwanzigst*"}, {F::kOrdinal, 21, "einundzwanzigst*"},
    {F::kDay, 8, "vorgestern"}, {F::kDay, 9, "gestern"}, {F::kDay, 10, "heute"}, {F::kDay, 11, "morgen"}, {F::kDay, 12, "übermorgen"},
    {F::kDayAdjective, 8, "vorgestrig*"}, {F::kDayAdjective, 9, "gestrig*"}, {F::kDayAdjective, 10, "heutig*"}, {F::kDayAdjective, 11, "morgig*"},
    {F::kDecade, 10, "zehner"}, {F::kDecade, 20, "zwanziger"}, {F::kDecade, 30, "dreißiger"}, {F::kDecade, 40, "vierziger"},
    {F::kDecade, 50, "fünfziger"}, {F::kDecade, 60, "sechziger"}, {F::kDecade, 70, "siebziger"}, {F::kDecade, 80, "achtziger"},
    {F::kDecade, 90, "neunziger"},
    {F::kDecade, 120, "zwanzigerjahre zwanzigerjahren"}, {F::kDecade, 130, "dreißigerjahre dreißigerjahren"},
    {F::kDecade, 140, "vierzigerjahre vierzigerjahren"}, {F::kDecade, 150, "fünfzigerjahre fünfzigerjahren"},
    {F::kDecade, 160, "sechzigerjahre sechzigerjahren"}, {F::kDecade, 170, "siebzigerjahre siebzigerjahren"},
    {F::kDecade, 180, "achtzigerjahre achtzigerjahren"}, {F::kDecade, 190, "neunzigerjahre neunzigerjahren"},
    {F::kSet, of(U::kDay), "täglich* tagtäglich* alltäglich"}, {F::kSet, of(U::kWeek), "wöchentlich* allwöchentlich*"},
    {F::kSet, of(U::kMonth), "monatlich* allmonatlich*"}, {F::kSet, of(U::kYear), "jährlich* alljährlich*"},
    {F::kSet, of(U::kHour), "stündlich*"}, {F::kSet, of(U::kMinute), "minütlich*"},
    {F::kLong, of(U::kSecond), "sekundenlang*"}, {F::kLong, of(U::kMinute), "minutenlang*"}, {F::kLong, of(U::kHour), "stundenlang*"},
    {F::kLong, of(U::kDay), "tagelang*"}, {F::kLong, of(U::kWeek), "wochenlang*"}, {F::kLong, of(U::kMonth), "monatelang*"},
    {F::kLong, of(U::kYear), "jahrelang* jahrzehntelang*"},
    {F::kLong, of(U::kCentury), "jahrhundertelang*"},
    {F::kAdjective, of(U::kMinute), "minütig*"}, {F::kAdjective, of(U::kHour), "stündig*"}, {F::kAdjective, of(U::kDay), "tägig*"},
    {F::kAdjective, of(U::kWeek), "wöchig*"}, {F::kAdjective, of(U::kMonth), "monatig*"}, {F::kAdjective, of(U::kYear), "jährig*"},
    {F::kReference, 1, "kürzlich unlängst neulich jüngst"}, {F::kReference, 2, "bald demnächst"},
    {F::kShift, kLater, "später darauf danach hernach"}, {F::kShift, kEarlier, "zuvor davor vorher früher"},
    {F::kTold, told(U::kDay, 0), "gleichentags"}, {F::kTold, told(U::kDay, -1), "vortag vortages vortags vorabend"},
    {F::kTold, told(U::kDay, 1), "folgetag folgetages folgetags"}, {F::kTold, told(U::kWeek, -1), "vorwoche"},
    {F::kTold, told(U::kWeek, 1), "folgewoche"}, {F::kTold, told(U::kMonth, -1), "vormonat vormonats"},
    {F::kTold, told(U::kMonth, 1), "folgemonat folgemonats"}, {F::kTold, told(U::kYear, -1), "vorjahr vorjahres vorjahrs"},
    {F::kTold, told(U::kYear, 1), "folgejahr folgejahres folgejahrs"}, {F::kTold, told(U::kNone, 0), "damals"},
    {F::kTold, told(U::kQuarter, -1), "vorquartal vorquartals"},
    {F::kHalfYear, 1, "halbjahr halbjahres halbjahrs jahreshälfte"},
    {F::kClockWord, kUhr, "uhr"}, {F::kClockWord, kMidnight, "mitternacht mitternachts"}, {F::kClockWord, kZone, "ortszeit mez mesz gmt utc est edt cet"},
    {F::kHoliday, of(Holiday::kNewYear), "neujahr neujahrstag neujahrstages"}, {F::kHoliday, of(Holiday::kEpiphany), "dreikönigstag dreikönig"},
    {F::kHoliday, of(Holiday::kRoseMonday), "rosenmontag rosenmontags"}, {F::kHoliday, of(Holiday::kAshWednesday), "aschermittwoch"},
    {F::kHoliday, of(Holiday::kPalmSunday), "palmsonntag"}, {F::kHoliday, of(Holiday::kMaundyThursday), "gründonnerstag"},
    {F::kHoliday, of(Holiday::kGoodFriday), "karfreitag karfreitags"}, {F::kHoliday, of(Holiday::kEasterSunday), "ostern ostersonntag"},
    {F::kHoliday, of(Holiday::kEasterMonday), "ostermontag"}, {F::kHoliday, of(Holiday::kAscension), "himmelfahrt himmelfahrtstag"},
    {F::kHoliday, of(Holiday::kPentecost), "pfingsten pfingstsonntag"}, {F::kHoliday, of(Holiday::kWhitMonday), "pfingstmontag"},
    {F::kHoliday, of(Holiday::kCorpusChristi), "fronleichnam fronleichnamstag"}, {F::kHoliday, of(Holiday::kReformation), "reformationstag"},
    {F::kHoliday, of(Holiday::kAllSaints), "allerheiligen"}, {F::kHoliday, of(Holiday::kVolkstrauertag), "volkstrauertag"},
    {F::kHoliday, of(Holiday::kRepentance), "bußtag"}, {F::kHoliday, of(Holiday::kNicholas), "nikolaus nikolaustag"},
    {F::kHoliday, of(Holiday::kChristmasEve), "heiligabend weihnachtsabend"}, {F::kHoliday, of(Holiday::kChristmas), "weihnachten weihnachtstag"},
    {F::kHoliday, of(Holiday::kNewYearsEve), "silvester silvesterabend silvesternacht"}, {F::kHoliday, of(Holiday::kHalloween), "halloween"},
    {F::kHoliday, of(Holiday::kValentine), "valentinstag"},
    {F::kTense, kPast, "war waren hatte hatten wurde wurden worden konnte konnten musste mussten durfte durften wollte wollten kam kamen ging "
     "gingen gab gaben nahm nahmen stand standen lag lagen sah sahen traf trafen trat traten begann begannen blieb blieben starb starben fand "
     "fanden verlor verloren gewann gewannen schlug schlugen schoss schossen griff griffen rief riefen lief liefen hielt hielten ließ ließen "
     "verließ brach brachen fiel fielen stieg stiegen sank sanken zog zogen flog flogen fuhr fuhren schrieb schrieben wies wiesen lud luden warf "
     "warfen half halfen bat baten saß saßen aß schloss schlossen beschloss beschlossen entschied entschieden unterschrieb bekam bekamen erhielt "
     "erhielten erschien erschienen entstand verbot verboten trug trugen wuchs floh flohen geriet verstarb kündigte brachte dachte wusste "
     "erfuhr ergab ereignete unternahm übernahm übernahmen betrat vertrat verschwand vergab bot boten tat hieß rang lehnte "
     "entließ empfing unterlag zwang unterzeichnete tötete stieß stießen bezog befand befanden tagte endete"},
    {F::kTense, kReported, "sprach sprachen sagte sagten erklärte erklärten teilte teilten mitteilte mitteilten berichtete berichteten"},
    {F::kTense, kWilled, "wird werde will wollen würde würden sollen"}, {F::kTense, kClaimed, "soll"}, {F::kTense, kWerden, "werden"},
    {F::kTense, kDoubtful, "sollte sollten könnte könnten möchte müsste dürfte dürften"},
    {F::kTense, kPlanned, "geplant vorgesehen anberaumt angesetzt terminiert erwartet angekündigt bevorsteht bevorstehen ansteht anstehen plant planen "
     "voraussichtlich"},
    {F::kTense, kPlannedAdjective, "geplant+ vorgesehen+ anberaumt+ angesetzt+ terminiert+ erwartet+ angekündigt+"},
    {F::kTense, kBe, "sein haben"}, {F::kTense, kAuxiliary, "ist sind hat habe sei seien hätten hätte kann können muss müssen gilt gibt kommt"},
    {F::kGlue, kArticle, "der die das den dem des"}, {F::kGlue, kOf, "des der vom von"}, {F::kGlue, kUntil, "bis"},
    {F::kGlue, kAnd, "und sowie oder"}, {F::kGlue, kClockPrep, "um gegen ab bis seit vor nach von"},
    {F::kGlue, kYearPrep, "in im seit bis von vor nach ab zwischen vom ins"}, {F::kGlue, kApprox, "rund etwa circa ca knapp fast über als unter gut ungefähr nahezu zirka zu"},
    {F::kMonthLink, 2, "im in seit bis ab vom ins"}, {F::kMonthLink, 1, "von zum vor nach zwischen und oder der die den dem"},
    {F::kGlue, kIn, "in"}, {F::kGlue, kVor, "vor"}, {F::kGlue, kEvery, "jeden jede jedes jeder jedem"}, {F::kGlue, kAll, "alle"},
    {F::kGlue, kPartPrep, "am zum vom gegen im in der bis seit den dem"}, {F::kGlue, kOn, "am den dem"},
    {F::kGlue, kClauseStart, "dass daß und aber sondern weil nachdem bevor während ob wenn doch denn"},
    {F::kGlue, kNameBefore, "black super"}, {F::kGlue, kHalfWord, "halbe halben halbes"}, {F::kGlue, kAge, "alt alte alten alter sohn tochter kind mädchen junge jungen mann frau bub baby kinder"},
    {F::kGlue, kFor, "für"}, {F::kGlue, kDurationPrep, "seit über nach für binnen innerhalb während hindurch lang"},
    {F::kGlue, kDecadeEnding, "er"}, {F::kGlue, kAb, "ab"}, {F::kSince, 1, "seit"},
    {F::kGlue, kSchoolYear, "schuljahr schuljahres schuljahrs studienjahr wintersemester saison spielzeit geschäftsjahr geschäftsjahres "
     "geschäftsjahrs haushaltsjahr haushaltsjahres wirtschaftsjahr"},
    {F::kGlue, kYearAdverb, "erst bereits schon zuletzt erstmals auch noch dann hier dort zuerst sich also"},
    {F::kGlue, kCountNoun, "euro dollar menschen personen soldaten meter kilometer prozent tote verletzte mann kilo tonnen liter franken mark"},
    {F::kGlue, kEarlyLate, "früh* spät*"}, {F::kGlue, kQ, "q"}, {F::kGlue, kFew, "paar wenig* einig*"},
    {F::kGlue, kFunction, "er sie es wir ich man der die das den dem ein eine einen im in am an auf aus bei mit nach"},
};

constexpr Row kGermanPhrases[] = {
    {F::kHoliday, of(Holiday::kLabourDay), "tag der arbeit"}, {F::kHoliday, of(Holiday::kGermanUnity), "tag der deutschen einheit"},
    {F::kHoliday, of(Holiday::kEpiphany), "heilige drei könige"}, {F::kHoliday, of(Holiday::kEpiphany), "heiligen drei könige"},
    {F::kHoliday, of(Holiday::kAscension), "christi himmelfahrt"}, {F::kHoliday, of(Holiday::kRepentance), "buß - und bettag"},
    {F::kHoliday, of(Holiday::kChristmasEve), "heiliger abend"}, {F::kHoliday, of(Holiday::kChristmasEve), "heiligen abend"},
    {F::kHoliday, of(Holiday::kChristmas), "erster weihnachtsfeiertag"}, {F::kHoliday, of(Holiday::kChristmas), "ersten weihnachtsfeiertag"},
    {F::kHoliday, of(Holiday::kChristmas), "ersten weihnachtstag"}, {F::kHoliday, of(Holiday::kBoxingDay), "zweiten weihnachtstag"},
    {F::kHoliday, of(Holiday::kBoxingDay), "zweiter weihnachtsfeiertag"}, {F::kHoliday, of(Holiday::kBoxingDay), "zweiten weihnachtsfeiertag"},
    {F::kHoliday, of(Holiday::kAdvent1), "ersten advent"}, {F::kHoliday, of(Holiday::kAdvent2), "zweiten advent"},
    {F::kHoliday, of(Holiday::kAdvent3), "dritten advent"}, {F::kHoliday, of(Holiday::kAdvent4), "vierten advent"},
    {F::kHoliday, of(Holiday::kAdvent1), "erster advent"}, {F::kHoliday, of(Holiday::kAdvent2), "zweiter advent"},
    {F::kHoliday, of(Holiday::kAdvent3), "dritter advent"}, {F::kHoliday, of(Holiday::kAdvent4), "vierter advent"},
    {F::kHoliday, of(Holiday::kAdvent1), "ersten adventssonntag"}, {F::kHoliday, of(Holiday::kAdvent2), "zweiten adventssonntag"},
    {F::kHoliday, of(Holiday::kAdvent3), "dritten adventssonntag"}, {F::kHoliday, of(Holiday::kAdvent4), "vierten adventssonntag"},
    {F::kReference, 1, "vor kurzem"}, {F::kReference, 1, "vor kurzer zeit"}, {F::kReference, 1, "vor einiger zeit"}, {F::kReference, 1, "vor längerer zeit"},
    {F::kReference, 1, "vor langem"}, {F::kReference, 1, "vor langer zeit"}, {F::kReference, 2, "in kürze"}, {F::kReference, 2, "in bälde"},
    {F::kHoliday, of(Holiday::kAdvent1), "1 . advent"}, {F::kHoliday, of(Holiday::kAdvent2), "2 . advent"}, {F::kHoliday, of(Holiday::kAdvent3), "3 . advent"}, {F::kHoliday, of(Holiday::kAdvent4), "4 . advent"},
    {F::kHoliday, of(Holiday::kChristmas), "1 . weihnachtsfeiertag"}, {F::kHoliday, of(Holiday::kBoxingDay), "2 . weihnachtsfeiertag"},
    {F::kTold, told(U::kDay, 1), "tags darauf"}, {F::kTold, told(U::kDay, -1), "tags zuvor"},
};

constexpr Row kEnglish[] = {
    {F::kWeekday, 1, "monday"}, {F::kWeekday, 2, "tuesday tues"}, {F::kWeekday, 3, "wednesday"}, {F::kWeekday, 4, "thursday thurs"},
    {F::kWeekday, 5, "friday"}, {F::kWeekday, 6, "saturday"}, {F::kWeekday, 7, "sunday"},
    {F::kWeekdaySet, 1, "mondays"}, {F::kWeekdaySet, 2, "tuesdays"}, {F::kWeekdaySet, 3, "wednesdays"}, {F::kWeekdaySet, 4, "thursdays"},
    {F::kWeekdaySet, 5, "fridays"}, {F::kWeekdaySet, 6, "saturdays"}, {F::kWeekdaySet, 7, "sundays"},
    {F::kMonth, 1, "january"}, {F::kMonth, 2, "february"}, {F::kMonth, 3, "march"}, {F::kMonth, 4, "april"}, {F::kMonth, 5, "may"},
    {F::kMonth, 6, "june"}, {F::kMonth, 7, "july"}, {F::kMonth, 8, "august"}, {F::kMonth, 9, "september"}, {F::kMonth, 10, "october"},
    {F::kMonth, 11, "november"}, {F::kMonth, 12, "december"},
    {F::kMonthShort, 1, "jan"}, {F::kMonthShort, 2, "feb"}, {F::kMonthShort, 3, "mar"}, {F::kMonthShort, 4, "apr"}, {F::kMonthShort, 6, "jun"},
    {F::kMonthShort, 7, "jul"}, {F::kMonthShort, 8, "aug"}, {F::kMonthShort, 9, "sep sept"}, {F::kMonthShort, 10, "oct"},
    {F::kMonthShort, 11, "nov"}, {F::kMonthShort, 12, "dec"},
    {F::kSeason, 1, "spring springtime"}, {F::kSeason, 2, "summer summertime"}, {F::kSeason, 3, "autumn fall"}, {F::kSeason, 4, "winter wintertime"},
    {F::kUnit, of(U::kSecond), "second"}, {F::kUnits, of(U::kSecond), "seconds"}, {F::kUnit, of(U::kMinute), "minute"},
    {F::kUnits, of(U::kMinute), "minutes"}, {F::kUnit, of(U::kHour), "hour"}, {F::kUnits, of(U::kHour), "hours"},
    {F::kUnit, of(U::kDay), "day"}, {F::kUnits, of(U::kDay), "days"}, {F::kUnit, of(U::kWeek), "week"}, {F::kUnits, of(U::kWeek), "weeks"},
    {F::kUnit, of(U::kWeekend), "weekend"}, {F::kUnits, of(U::kWeekend), "weekends"}, {F::kUnit, of(U::kMonth), "month"},
    {F::kUnits, of(U::kMonth), "months"}, {F::kUnit, of(U::kQuarter), "quarter"}, {F::kUnits, of(U::kQuarter), "quarters"},
    {F::kUnit, of(U::kYear), "year"}, {F::kUnits, of(U::kYear), "years"}, {F::kUnit, of(U::kDecade), "decade"},
    {F::kUnits, of(U::kDecade), "decades"}, {F::kUnit, of(U::kCentury), "century"}, {F::kUnits, of(U::kCentury), "centuries"},
    {F::kRelation, kLast, "last past"}, {F::kRelation, kThis, "this current"}, {F::kRelation, kNext, "next coming upcoming"},
    {F::kRelation, kSame, "same that"}, {F::kRelation, kFollowing, "following"}, {F::kRelation, kPreceding, "previous preceding prior"},
    {F::kPortion, kBeginning, "early beginning start"}, {F::kPortion, kMiddle, "mid middle"}, {F::kPortion, kEnd, "late end"},
    {F::kPart, kMorning, "morning mornings"}, {F::kPart, kMidday, "midday lunchtime"}, {F::kPart, kAfternoon, "afternoon"},
    {F::kPart, kEvening, "evening"}, {F::kPart, kNight, "night"}, {F::kPartAdverb, kNight, "overnight"},
    {F::kCardinal, 2, "one a an"}, {F::kCardinal, 4, "two"}, {F::kCardinal, 6, "three"}, {F::kCardinal, 8, "four"}, {F::kCardinal, 10, "five"},
    {F::kCardinal, 12, "six"}, {F::kCardinal, 14, "seven"}, {F::kCardinal, 16, "eight"}, {F::kCardinal, 18, "nine"}, {F::kCardinal, 20, "ten"},
    {F::kCardinal, 22, "eleven"}, {F::kCardinal, 24, "twelve"}, {F::kCardinal, 26, "thirteen"}, {F::kCardinal, 28, "fourteen"},
    {F::kCardinal, 30, "fifteen"}, {F::kCardinal, 32, "sixteen"}, {F::kCardinal, 34, "seventeen"}, {F::kCardinal, 36, "eighteen"},
    {F::kCardinal, 38, "nineteen"}, {F::kCardinal, 40, "twenty"}, {F::kCardinal, 60, "thirty"}, {F::kCardinal, 80, "forty"},
    {F::kCardinal, 100, "fifty"}, {F::kCardinal, 120, "sixty"}, {F::kCardinal, 140, "seventy"}, {F::kCardinal, 160, "eighty"},
    {F::kCardinal, 180, "ninety"}, {F::kCardinal, 200, "hundred"},
    {F::kVague, 1, "several few some many recent numerous countless"},
    {F::kOrdinal, 1, "first"}, {F::kOrdinal, 2, "second"}, {F::kOrdinal, 3, "third"}, {F::kOrdinal, 4, "fourth"}, {F::kOrdinal, 5, "fifth"},
    {F::kOrdinal, 6, "sixth"}, {F::kOrdinal, 7, "seventh"}, {F::kOrdinal, 8, "eighth"}, {F::kOrdinal, 9, "ninth"}, {F::kOrdinal, 10, "tenth"},
    {F::kOrdinal, 11, "eleventh"}, {F::kOrdinal, 12, "twelfth"}, {F::kOrdinal, 13, "thirteenth"}, {F::kOrdinal, 14, "fourteenth"},
    {F::kOrdinal, 15, "fifteenth"}, {F::kOrdinal, 16, "sixteenth"}, {F::kOrdinal, 17, "seventeenth"}, {F::kOrdinal, 18, "eighteenth"},
    {F::kOrdinal, 19, "nineteenth"}, {F::kOrdinal, 20, "twentieth"},
    {F::kDay, 9, "yesterday"}, {F::kDay, 10, "today"}, {F::kDay, 11, "tomorrow"},
    {F::kCompound, kNight, "tonight"},
    {F::kDecade, 20, "twenties"}, {F::kDecade, 30, "thirties"}, {F::kDecade, 40, "forties"}, {F::kDecade, 50, "fifties"},
    {F::kDecade, 60, "sixties"}, {F::kDecade, 70, "seventies"}, {F::kDecade, 80, "eighties"}, {F::kDecade, 90, "nineties"},
    {F::kSet, of(U::kDay), "daily"}, {F::kSet, of(U::kWeek), "weekly"}, {F::kSet, of(U::kMonth), "monthly"},
    {F::kSet, of(U::kYear), "yearly annually"}, {F::kSet, of(U::kHour), "hourly"},
    {F::kReference, 1, "recently lately"}, {F::kReference, 2, "soon shortly"},
    {F::kShift, kAgo, "ago"}, {F::kShift, kLater, "later afterwards afterward"}, {F::kShift, kEarlier, "earlier previously"},
    {F::kShift, kBeforeOrNoun, "before"}, {F::kShift, kAfterOrNoun, "after"},
    {F::kHalfYear, 1, "half"},
    {F::kClockWord, kOclock, "oclock"}, {F::kClockWord, kNoon, "noon"}, {F::kClockWord, kMidnight, "midnight"},
    {F::kClockWord, kZone, "gmt utc cet cest est edt pst pdt bst et pt local"},
    {F::kHoliday, of(Holiday::kEpiphany), "epiphany"}, {F::kHoliday, of(Holiday::kEasterSunday), "easter"},
    {F::kHoliday, of(Holiday::kPentecost), "pentecost whitsun"}, {F::kHoliday, of(Holiday::kChristmas), "christmas xmas"},
    {F::kHoliday, of(Holiday::kThanksgiving), "thanksgiving"}, {F::kHoliday, of(Holiday::kHalloween), "halloween"},
    {F::kTense, kPast, "was were had did began came went took made met held won lost fell rose left found gave got saw became kept brought stood "
     "struck shot fought broke grew wrote sent set cut hit put ran led paid built bought fled flew chose drew drove spoke sought sold sank spent "
     "hung lay rang shook stole threw withdrew resigned signed killed died agreed voted"},
    {F::kTense, kReported, "said told announced reported added"},
    {F::kTense, kWilled, "will shall ll"}, {F::kTense, kWould, "would"}, {F::kTense, kBe, "be been being"},
    {F::kTense, kPlanned, "scheduled slated planned due expected"},
    {F::kTense, kPlannedTo, "plan plans intend intends going set hopes hope wants want is are about aims aim"},
    {F::kTense, kAuxiliary, "has have"},
    {F::kGlue, kArticle, "the"}, {F::kGlue, kOf, "of"}, {F::kGlue, kUntil, "to through until till thru"}, {F::kGlue, kAnd, "and or"},
    {F::kGlue, kClockPrep, "at around about by from until till since before after between to just"},
    {F::kGlue, kYearPrep, "in since by of from until till during before after between through"},
    {F::kMonthLink, 2, "in since until till during through last next this early late mid every each"}, {F::kMonthLink, 1, "by of from to and or between for before after"},
    {F::kGlue, kApprox, "about around roughly nearly almost over than some approximately least"},
    {F::kGlue, kIn, "in"}, {F::kGlue, kEvery, "every each"},
    {F::kGlue, kFunction, "and or to the a an by when after as was were he she it they that with for but has had have is are in on at from because while "
     "who which until before during he his her its their would will could not said under this we i than if so then against"},
    {F::kGlue, kCountNoun, "people men women children police euro euros dollars percent km miles troops soldiers votes cars homes houses members square feet tons "
     "tonnes kilometres kilometers metres meters pounds dead prisoners refugees workers protesters"},
    {F::kGlue, kClauseStart, "that who which when while where because but although if as and whose"},
    {F::kGlue, kPartPrep, "in the this that during on"}, {F::kGlue, kOn, "on"}, {F::kGlue, kNameBefore, "black bloody super"},
    {F::kGlue, kOther, "other second"}, {F::kGlue, kHalfWord, "half"}, {F::kGlue, kAge, "old"},
    {F::kGlue, kFor, "for"}, {F::kGlue, kDurationPrep, "for within in over after during took lasted another"},
    {F::kGlue, kOrdinalEnding, "st nd rd th"}, {F::kGlue, kDecadeEnding, "s"}, {F::kSince, 1, "since"},
    {F::kGlue, kSchoolYear, "academic school season"}, {F::kGlue, kFiscal, "fiscal fy financial"}, {F::kGlue, kQ, "q"},
    {F::kGlue, kEarlyLate, "early late"}, {F::kGlue, kFew, "few several"},
};

constexpr Row kEnglishPhrases[] = {
    {F::kHoliday, of(Holiday::kNewYear), "new year ' s day"}, {F::kHoliday, of(Holiday::kNewYearsEve), "new year ' s eve"},
    {F::kHoliday, of(Holiday::kNewYear), "new years day"}, {F::kHoliday, of(Holiday::kNewYearsEve), "new years eve"},
    {F::kHoliday, of(Holiday::kGoodFriday), "good friday"}, {F::kHoliday, of(Holiday::kEasterSunday), "easter sunday"},
    {F::kHoliday, of(Holiday::kEasterMonday), "easter monday"}, {F::kHoliday, of(Holiday::kWhitMonday), "whit monday"},
    {F::kHoliday, of(Holiday::kPentecost), "whit sunday"}, {F::kHoliday, of(Holiday::kAshWednesday), "ash wednesday"},
    {F::kHoliday, of(Holiday::kPalmSunday), "palm sunday"}, {F::kHoliday, of(Holiday::kMaundyThursday), "maundy thursday"},
    {F::kHoliday, of(Holiday::kAscension), "ascension day"}, {F::kHoliday, of(Holiday::kCorpusChristi), "corpus christi"},
    {F::kHoliday, of(Holiday::kChristmasEve), "christmas eve"}, {F::kHoliday, of(Holiday::kChristmas), "christmas day"},
    {F::kHoliday, of(Holiday::kBoxingDay), "boxing day"}, {F::kHoliday, of(Holiday::kThanksgiving), "thanksgiving day"},
    {F::kHoliday, of(Holiday::kIndependenceDay), "independence day"}, {F::kHoliday, of(Holiday::kIndependenceDay), "fourth of july"},
    {F::kHoliday, of(Holiday::kUsLaborDay), "labor day"}, {F::kHoliday, of(Holiday::kMemorialDay), "memorial day"},
    {F::kHoliday, of(Holiday::kMartinLutherKing), "martin luther king day"}, {F::kHoliday, of(Holiday::kMartinLutherKing), "martin luther king jr . day"},
    {F::kHoliday, of(Holiday::kColumbusDay), "columbus day"}, {F::kHoliday, of(Holiday::kVeteransDay), "veterans day"},
    {F::kHoliday, of(Holiday::kLabourDay), "may day"}, {F::kHoliday, of(Holiday::kValentine), "valentine ' s day"},
    {F::kHoliday, of(Holiday::kBastilleDay), "bastille day"}, {F::kHoliday, of(Holiday::kPatrick), "st patrick ' s day"},
    {F::kHoliday, of(Holiday::kPatrick), "st . patrick ' s day"}, {F::kHoliday, of(Holiday::kAllSaints), "all saints ' day"},
    {F::kHoliday, of(Holiday::kGermanUnity), "german unity day"},
    {F::kDay, 8, "day before yesterday"}, {F::kDay, 12, "day after tomorrow"}, {F::kClockWord, kOclock, "o ' clock"},
    {F::kReference, 1, "a short time ago"}, {F::kReference, 1, "some time ago"}, {F::kReference, 1, "a while ago"},
    {F::kReference, 1, "not long ago"}, {F::kReference, 1, "long ago"}, {F::kReference, 2, "in the near future"},
};
// clang-format on

constexpr std::string_view kEndings[] = {"", "e", "en", "er", "em", "es"};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    if (space > 0) parts.push_back(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return parts;
}

}  // namespace

class LexiconBuilder {
 public:
  explicit LexiconBuilder(Lexicon& lexicon) : lexicon_(lexicon) {}

  void add(std::string_view word, Field field, int32_t value) {
    if (word.ends_with('*') || word.ends_with('+')) {
      const bool bare = word.ends_with('*');
      word.remove_suffix(1);
      for (const std::string_view ending : kEndings)
        if (bare || !ending.empty()) add(std::string(word).append(ending), field, value);
      return;
    }
    int32_t& slot = entry(word).values[static_cast<size_t>(field)];
    slot = field == Field::kGlue ? slot | value : value;
  }

  void add_rows(std::span<const Row> rows) {
    for (const Row& row : rows)
      for (const std::string_view word : split(row.words)) add(word, row.field, row.value);
  }

  // Marks other than the apostrophe stand in the lexicon as words of their own, so that phrases can hold them.
  void add_phrases(std::span<const Row> rows) {
    for (const Row& row : rows) {
      Phrase phrase{{}, row.field, row.value};
      for (const std::string_view word : split(row.words)) phrase.words.push_back(word == "'" ? nullptr : &entry(word));
      lexicon_.phrases_[phrase.words.front()].push_back(phrase);
    }
  }

  void add_german_compounds() {
    struct Ending {
      std::string_view text;
      Part part;
    };
    constexpr Ending kParts[] = {{"früh", kMorning},  {"morgen", kMorning},       {"vormittag", kMorning},
                                 {"mittag", kMidday}, {"nachmittag", kAfternoon}, {"abend", kEvening},
                                 {"nacht", kNight}};
    constexpr std::string_view kDays[] = {"montag",  "dienstag", "mittwoch", "donnerstag",
                                          "freitag", "samstag",  "sonntag",  "sonnabend"};
    for (size_t day = 0; day < std::size(kDays); ++day)
      for (const Ending& ending : kParts)
        for (const std::string_view genitive : {"", "s"}) {
          const auto weekday = static_cast<int32_t>(day == 7 ? 6 : day + 1);
          add(std::string(kDays[day]).append(ending.text).append(genitive), Field::kCompound, weekday * 16 + ending.part);
        }
  }

  // "zweitägig", "achtstündig"; "einundzwanzig".
  void add_german_numbers() {
    constexpr std::string_view kOnes[] = {"ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"};
    constexpr std::string_view kTens[] = {"zwanzig", "dreißig", "vierzig", "fünfzig",
                                          "sechzig", "siebzig", "achtzig", "neunzig"};
    for (int32_t one = 1; one <= 9; ++one)
      for (int32_t ten = 2; ten <= 9; ++ten)
        add(std::string(kOnes[one - 1]).append("und").append(kTens[ten - 2]), Field::kCardinal, 2 * (10 * ten + one));
    for (int32_t one = 1; one <= 9; ++one) {
      const std::string word = std::string(kOnes[one - 1]) + "undzwanzig";
      add(word + "st*", Field::kOrdinal, 20 + one);
    }
    add("dreißigst*", Field::kOrdinal, 30);
    add("einunddreißigst*", Field::kOrdinal, 31);
    std::vector<std::pair<std::string, int32_t>> counts;
    for (const auto& [word, entry] : lexicon_.words_)
      if (entry[Field::kCardinal] > 0 && entry[Field::kCardinal] <= 200) counts.emplace_back(word, entry[Field::kCardinal]);
    constexpr std::pair<std::string_view, Unit> kUnits[] = {{"minütig*", U::kMinute}, {"stündig*", U::kHour},
                                                            {"tägig*", U::kDay},      {"wöchig*", U::kWeek},
                                                            {"monatig*", U::kMonth},  {"jährig*", U::kYear}};
    for (const auto& [count, twice] : counts)
      for (const auto& [unit, of_unit] : kUnits)
        add(count + std::string(unit), Field::kCountAdjective, twice * 16 + of(of_unit));
    for (const auto& [unit, of_unit] : kUnits) add("mehr" + std::string(unit), Field::kLong, of(of_unit));
  }

 private:
  Word& entry(std::string_view word) { return lexicon_.words_[fold_case(word)]; }

  Lexicon& lexicon_;
};

const Lexicon& Lexicon::german() {
  static const Lexicon kLexicon = [] {
    Lexicon lexicon;
    LexiconBuilder builder(lexicon);
    builder.add_rows(kGerman);
    builder.add_german_compounds();
    builder.add_german_numbers();
    builder.add_phrases(kGermanPhrases);
    return lexicon;
  }();
  return kLexicon;
}

const Lexicon& Lexicon::english() {
  static const Lexicon kLexicon = [] {
    Lexicon lexicon;
    LexiconBuilder builder(lexicon);
    builder.add_rows(kEnglish);
    builder.add_phrases(kEnglishPhrases);
    return lexicon;
  }();
  return kLexicon;
}

}  // namespace depesche::times
