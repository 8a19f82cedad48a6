#include "read/sentences_tables.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace depesche::sentences {
namespace {

// Titles, ranks and words that introduce something.
constexpr std::string_view kNeverEnds =
    // German: titles, offices, ranks
    "Dr Dres Prof Hr Hrn Frl Dipl Ing Dipl.-Ing Dr.-Ing Dipl.-Kfm Abg Präs Staatssekr Stv Stellv stv stellv Vors Hptm "
    "Oblt Olt Oberstlt Obstlt Hptfw OTL Uffz Stuffz Hfw Ofw Obst Brig Kpt Kptlt Kpl Gefr Ogefr Lic Univ Hl hl geb gest "
    "verh verw gesch dt frz engl russ ital türk griech poln österr schweiz amerik brit europ "
    // German: words that introduce
    "bzw bspw beispielsw ca evtl ggf gegebenenf vgl sog sogen inkl einschl exkl ausschl zzgl abzgl bes insb insbes Nr "
    "Nrn Abs Ziff Tel Bd Bde Hrsg hrsg bez bezgl bzgl betr mindest urspr vorm vorauss vermutl wahrsch wg zw zus rd ehem "
    "ehm jew spez resp lt i.d.R i.A i.V i.S i.S.d i.H.v z.B z.T z.Zt z.Z z.Hd z.Bsp d.h d.i m.E m.W u.a u.U s.o s.u s.a "
    "o.g o.a v.a b.w lfd allg eigtl nachm u.z u.zw Jg Lfg Anm Tab Sp Zs Ausg Aufl Reg-Bez Reg.-Bez "
    // English: titles, offices, ranks
    "Mr Mrs Ms Mx Messrs Mmes Mme Mlle Drs Rev Revd Hon Rt Pres Gov Govs Sens Reps Atty Supt Insp DCI Sgt Sgts Cpl Pvt "
    "Pfc Capt Capts Cmdr Cdr Comdr Lt Lts Maj Brig Gens Cols Adm Adms Vice-Adm Lt.Gen Lt.Col Brig.Gen Maj.Gen Ens Msgr "
    "Fr Br Ald Assemb Asst Assoc Dep Det Dist Ofc Spc Ph "
    // English: words that introduce, parts of names
    "St Ste Sts Mt Ft Pt vs v e.g i.e cf viz approx esp incl c.f pp ca";

constexpr std::string_view kBeforeNumber =
    "max min mind gem Art Artt No Nos no nos Kap Fig Figs Vol Vols Sec Sect Ch Chap Par Ex Op Rs Az Rn Pos Abb Lit Stk "
    "Pkt Jes Joh Mk Mos Kor Röm";

constexpr std::string_view kMayEnd =
    // numbers, measures, time
    "Mio Mill Mrd Brd Tsd Jh Jhd Jhdt Jahrh Std Min Sek St Stk Pfd Ztr Kl Pf Mon bn mn mln bln tn sq cu ft lb lbs oz yd "
    "Jan Jän Jänn Feb Febr Mär Mrz Mar Apr Jun Jul Aug Sep Sept Okt Oct Nov Dez Dec v.Chr n.Chr v.u.Z n.u.Z A.D B.C "
    "B.C.E C.E "
    // firms, generations, degrees, addresses
    "Inc Ltd Corp Co Cos Bros Cie LLC L.L.C plc S.A S.p.A N.V B.V A.G Assn Dept Univ Inst Intl Int Natl Ges Fa Jr Sr jr "
    "sr jun sen Esq Ph.D M.D M.A B.A B.Sc M.Sc LL.M LL.B D.D R.N M.P Q.C K.C Dipl a.D i.R d.R z.A d.Ä d.J d.Gr Str Pl "
    "Ave Blvd Rd Hwy Sq Bldg Apt "
    // states and bodies, of the US and elsewhere
    "U.S U.S.A U.N U.K E.U U.S.S.R D.C N.Y N.J L.A N.C S.C N.H N.M N.D S.D R.I W.Va P.R B.C P.E.I N.S.W U.A.E D.R.C Ala "
    "Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex "
    "Va Vt Wash Wis Wyo Mass Ont Que Alta "
    // titles that are words, too
    "Gen Sen Rep Col Bn Abn Regt Div Inf Btl Btln Bde Rgt Kdr Mag Hon Min Bgm Kom Abt Abk Verf Bev Del St Bhf Hbf Stellv "
    "Pfr Kard Erzb Chr u.ä u.Ä o.ä o.Ä u.dgl u.drgl dgl u.dergl f ff m.w.N e.V eG k.o K.o O.K o.k g.g.A al et.al";

constexpr std::string_view kUsuallyEnds = "usw u.s.w etc etcetera a.m p.m A.M P.M u.v.m u.v.a u.a.m u.s.f usf o.dgl";

// Not here although frequent: words that are names, too ("May", "Will", "Don").
constexpr std::string_view kStartsSentence =
    // German
    "Der Die Das Des Dem Den Ein Eine Einer Eines Einem Einen Er Sie Es Ich Wir Ihr Ihre Ihren Ihrem Ihrer Sein Seine "
    "Seinen Seiner Seinem Dies Diese Dieser Dieses Diesem Diesen Jene Jener Jenes Jeder Jede Jedes Alle Allen Aller "
    "Allein Alles Beide Einige Einigen Viele Vielen Mehrere Manche Wenige Zahlreiche Keine Kein Keiner Man Niemand "
    "Jemand Wer Was Wie Wo Wann Warum Wieso Weshalb Welche Welcher Welches In Im Ins Am An Ans Auf Aus Außer Außerdem "
    "Bei Beim Bis Durch Für Gegen Gegenüber Hinter Mit Nach Neben Ohne Seit Trotz Über Um Unter Unterdessen Vom Von Vor "
    "Während Wegen Zu Zum Zur Zwischen Laut Dank Statt Aber Allerdings Also Als Auch Bereits Besonders Bisher Bislang Da "
    "Dabei Dadurch Dafür Dagegen Daher Dahinter Damals Damit Danach Daneben Dann Daran Darauf Daraufhin Daraus Darin "
    "Darüber Darum Darunter Davon Davor Dazu Denn Dennoch Derzeit Deshalb Dessen Deren Deswegen Doch Dort Drei Zwei Vier "
    "Fünf Ebenfalls Ebenso Eigentlich Endlich Erst Erstmals Etwa Falls Ferner Früher Ganz Genau Gestern Gleichzeitig "
    "Heute Hier Hierbei Hierzu Hinzu Immer Indes Infolge Inzwischen Insgesamt Insbesondere Ist Hat Hatte War Waren Sind "
    "Jedoch Jetzt Kurz Letztlich Mehr Mittlerweile Möglicherweise Morgen Nachdem Nicht Nichts Noch Nun Nur Ob Obwohl "
    "Oder Offenbar Schließlich Schon Sehr Selbst Seitdem Sobald Sofern Sogar Solche Solange Somit Sonst Sowohl So Später "
    "Stattdessen Teilweise Trotzdem Überdies Und Vielleicht Vielmehr Weder Weil Weiter Weitere Weiterhin Wenn Wenngleich "
    "Wieder Wird Wirklich Wohl Womit Zudem Zuerst Zufolge Zugleich Zuletzt Zunächst Zuvor Zwar Sollte Sollten Angesichts "
    "Anfang Anschließend Andere Anderer Andernfalls Aufgrund Seither Mehrmals Mehrfach Einmal Zweimal Meist Meistens "
    "Häufig Oft Manchmal Selten Kaum Fast Rund Mitte Ende Tatsächlich Natürlich Demnach Hätte Wäre Könnte Kann Muss Soll "
    "Sollen Wollte Wurde Wurden Haben Jahrelang Ebenda Gemäß Entsprechend Nein Ja Bevor Ehe Dass Soweit Hingegen "
    "Einerseits Andererseits Nachfolgend "
    // English
    "The This That These Those There Then Thus Though Through Throughout To Today Tomorrow Yesterday Together Too Toward "
    "A About Above Across After Afterward Afterwards Again Against All Almost Along Already Also Although Always Among "
    "Amid And Another Any Anyone Are Around As Asked At Because Before Behind Being Below Beside Besides Between Beyond "
    "Both But By Can Could Did Do Does Down During Each Earlier Either Even Eventually Every Everyone Everything Except "
    "Few Fewer Finally First For Four Five Former Fortunately From Further Furthermore Given Had Has Have Having He Her "
    "Here Hers His How However I If Indeed Inside Instead Into Is It Its Just Last Late Later Least Less Let Like "
    "Likewise Many Maybe Meanwhile Moreover Most Much My Near Nearly Neither Never Nevertheless Next No Nobody None "
    "Nonetheless Nor Not Nothing Now Of Off Officials Often On Once One Only Or Other Others Otherwise Our Out Outside "
    "Over Part Per Perhaps Please Previously Rather Recently She Should Similarly Since Six Some Someone Something "
    "Sometimes Soon Still Such Ten Than Their They Three Two Under Unless Unlike Until Up Upon Was We Were What When "
    "Where Whether Which While Who Whoever Whose Why With Within Without Would Yes Yet You Your According Despite "
    "Following";

constexpr std::string_view kMonths =
    "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Feb Febr Mrz "
    "Apr Jun Jul Aug Sep Sept Okt Nov Dez January February March May June July October December Oct Dec";

constexpr std::string_view kAfterClock =
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Montag Dienstag Mittwoch Donnerstag Freitag Samstag "
    "Sonntag Sonnabend Eastern Pacific Central Mountain Greenwich GMT UTC EST EDT CST CDT MST MDT PST PDT BST CET CEST "
    "MEZ MESZ EET AEST Uhr ET PT Local";

// Compounds count by their last part: "Panzerdivision", "Etappensieg" does not.
constexpr std::string_view kCountedNouns =
    "Jahrhundert Jahrhunderts Jahrtausend Jahrtausends Weltkrieg Weltkriegs Weltkrieges Krieg Mal Tag Tage Tages Woche "
    "Monat Bezirk Bezirks Infanterie Division Armee Korps Flotte Brigade Bataillon Bataillons Regiment Regiments "
    "Kompanie Geschwader Gruppe Luftflotte Heeresgruppe Parteitag Parteitags Parteitages Bundestag Bundestags Landtag "
    "Bundesversammlung Legislaturperiode Wahlperiode Amtszeit Runde Platz Rang Etage Stock Stockwerk Obergeschoss "
    "Kongress Kongresses Sitzung Tagung Jahrestag Jahrestags Jahrestages Todestag Geburtstag Geburtstags Geburtstages "
    "Hochzeitstag Klasse Liga Bundesliga Senat Senats Kammer Strafsenat Zivilsenat Strafkammer Zivilkammer Minute "
    "Spielminute Spieltag Etappe Satz Teil Band Kapitel Auflage Ausgabe Folge Staffel Lesung Instanz Verfassungszusatz "
    "Zusatzartikel Präsident Präsidenten Gipfel Gipfeltreffen Konferenz Versammlung Plenum Generalversammlung Olympiade "
    "Weltjugendtag Lebensjahr Jahr Grad Generation Dynastie Dimension Festival Filmfestspiele Berlinale "
    "Weltmeisterschaft Meisterschaft Internationale Breitengrad Längengrad Breitengrades Stelle Quartal Halbjahr "
    "Halbzeit Drittel Lauf Rennen Start Sieg Tor Treffer Titel Wahlgang Durchgang Zusatzprotokoll Protokoll Änderung "
    "Fassung Stufe Stunde Republik Reich Kabinett Bürgermeister Sekretär Vorsitzende Vorsitzender Stellvertreter";

constexpr std::string_view kPrecedesOrdinal =
    "als Als am vom zum im den der dem die das des beim ins zur Am Vom Zum Im Den Der Dem Die Das Des Beim seinem seinen "
    "seiner sein seine ihrem ihren ihrer ihre ihr unserem unseren unser unsere meinem meinen jedem jeden jeder jede "
    "einem einen ein eine einer eines seines ihres unseres meines jedes dieses diesem diesen dieser kein keinen fürs ums "
    "ans Zur Ihr Sein";

constexpr std::string_view kCueVerbs =
    "said says asked asks shouted cried cries replied replies answered wrote writes yelled exclaimed added adds told "
    "wondered demanded called chanted screamed inquired tweeted declared quipped joked recalled insisted warned urged "
    "began continued whispered muttered snapped retorted countered remarked queried thundered roared shouts";

constexpr std::string_view kFollowsCueVerb =
    "in on at to from during after before as when while with of by about him her them me us reporters journalists last "
    "earlier later again rhetorically yesterday today out back into through Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday";

// Not the prepositions that are also parts of verbs, which do end a headline: "Kabinett kündigt Reform an".
constexpr std::string_view kNeverLast =
    "der die das des dem den einen einer eines einem und oder sowie von vom zum zur im am dass the a of and or";

constexpr std::string_view kPlainWithoutVowel =
    "km kg cm mm nm ml cl dl hl kB kHz MHz GHz Hz kW MW GW kWh MWh GWh mg dB kV Pkw Lkw Kfz PKWs Pkws Lkws mph km/h sms "
    "hm pst psst brr";

constexpr std::string_view kNameEndings =
    "de com org net info eu at ch uk us edu gov mil int io tv fm me co ru fr it es pl html htm php asp pdf doc docx txt "
    "jpg png gif js ts css xml json zip exe mp3 mp4 csv xls xlsx app";

using Words = std::unordered_set<std::string_view>;

template <class Take>
void for_each_word(std::string_view list, Take take) {
  while (!list.empty()) {
    const size_t size = std::min(list.find(' '), list.size());
    if (size > 0) take(list.substr(0, size));
    list.remove_prefix(std::min(size + 1, list.size()));
  }
}

Words words(std::string_view list) {
  Words result;
  for_each_word(list, [&](std::string_view word) { result.insert(word); });
  return result;
}

// Where a word stands in two lists, the more careful reading, which comes first here, wins.
std::unordered_map<std::string_view, Abbreviation> make_abbreviations() {
  std::unordered_map<std::string_view, Abbreviation> result;
  const auto add = [&](std::string_view list, Abbreviation kind) {
    for_each_word(list, [&](std::string_view word) { result.emplace(word, kind); });
  };
  add(kUsuallyEnds, Abbreviation::kUsuallyEnds);
  add(kNeverEnds, Abbreviation::kNeverEnds);
  add(kMayEnd, Abbreviation::kMayEnd);
  add(kBeforeNumber, Abbreviation::kBeforeNumber);
  return result;
}

std::string with_first_letter_small(std::string_view word) {
  std::string small(word);
  if (!small.empty() && small[0] >= 'A' && small[0] <= 'Z') small[0] = static_cast<char>(small[0] - 'A' + 'a');
  return small;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  static const auto table = make_abbreviations();
  if (const auto found = table.find(word); found != table.end()) return found->second;
  const auto found = table.find(with_first_letter_small(word));
  return found == table.end() ? Abbreviation::kNone : found->second;
}

bool begins_sentences(std::string_view word) {
  static const Words table = words(kStartsSentence);
  return table.contains(word);
}

bool is_month(std::string_view word) {
  static const Words table = words(kMonths);
  return table.contains(word);
}

bool follows_clock_time(std::string_view word) {
  static const Words table = words(kAfterClock);
  return table.contains(word);
}

bool is_counted_noun(std::string_view word) {
  static const Words table = words(kCountedNouns);
  static const Words endings = words(
      "jahrhundert jahrhunderts krieg tag tages division armee korps flotte brigade bataillon regiment geschwader bezirk "
      "versammlung periode runde geschoss kongress sitzung tagung klasse liga senat kammer spieltag konferenz gipfel "
      "meisterschaft festspiele festival auflage kompanie minute etappe lesung wahlgang instanz");
  if (table.contains(word)) return true;
  // The parts of a compound have three letters or more, and the endings have three bytes or more.
  for (size_t at = 3; at + 3 <= word.size(); ++at) {
    if (endings.contains(word.substr(at))) return true;
  }
  return false;
}

bool precedes_ordinal(std::string_view word) {
  static const Words table = words(kPrecedesOrdinal);
  return table.contains(word);
}

bool is_cue_verb(std::string_view word) {
  static const Words table = words(kCueVerbs);
  return table.contains(word);
}

bool follows_cue_verb(std::string_view word) {
  static const Words table = words(kFollowsCueVerb);
  return table.contains(word);
}

bool never_ends_sentence(std::string_view word) {
  static const Words table = words(kNeverLast);
  return table.contains(word);
}

bool is_plain_without_vowel(std::string_view word) {
  static const Words table = words(kPlainWithoutVowel);
  return table.contains(word);
}

bool is_name_ending(std::string_view word) {
  static const Words table = words(kNameEndings);
  return table.contains(word);
}

}  // namespace depesche::sentences
