#include "clean/line_words.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace depesche {
namespace {

using enum WordKind;

struct Row {
  WordKind kind;
  const char* words;
};

constexpr Row kRows[] = {
    {kFunction,
     "der die das den dem des ein eine einen einem einer eines und oder aber auch nicht nur noch schon so wie als wenn "
     "weil dass denn doch sich er es man in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für "
     "gegen durch um bis ohne seit während zwischen wegen trotz seine seiner seinem seinen ihrem ihren dessen deren "
     "diese dieser dieses diesem diesen jede jeder alle allem allen mehrere andere anderen dabei damit dafür daran dazu "
     "jedoch zudem allerdings bereits"},
    {kFunction,
     "the a an and or but not of in on at by for from with to into over after before between through during against "
     "about as that this these those which who whom whose when where while because although though if than then there "
     "it its he she they them his her their him also only still such both each other another would could should may "
     "might must"},
    {kVerb,
     "ist sind war waren wird werden wurde wurden hat haben hatte hatten sei seien soll sollen sollte sollten kann können "
     "konnte konnten muss müssen musste mussten will wollen wollte wollten darf dürfen gibt gab geht ging kommt kam kamen "
     "steht stand liegt lag bleibt blieb worden gewesen habe hätten wäre würde würden könne könnte könnten"},
    {kVerb,
     "is are was were be been being has have had will would can could did does do should may might must came went made "
     "took gave became began left held met won lost fell rose remains remained"},
    {kSaid,
     "sagte sagten erklärte erklärten betonte kündigte forderte forderten kritisierte teilte berichtete berichteten "
     "warnte bestätigte nannte hieß laut zufolge angaben erläuterte sprach bezeichnete räumte verwies fügte schrieb"},
    {kSaid,
     "said told added according announced warned argued claimed insisted denied confirmed stated noted explained "
     "acknowledged admitted reported described accused urged called"},
    {kOffer,
     "newsletter newsletters abo abos abonnement abonnieren abonniere abonnent abonnenten abonnentinnen probeabo testen "
     "teste gratis kostenlos kostenlose kostenlosen kostenfrei digitalabo paper epaper app apps herunterladen download "
     "postfach push premium plus monatlich kündbar vorteile angebot angebote exklusiv exklusive exklusiven registrieren "
     "registriere anmelden anmeldung melden einloggen login konto zugang freischalten weiterlesen probemonat "
     "benachrichtigungen eilmeldungen"},
    {kOffer,
     "subscribe subscribed subscriber subscribers subscription subscriptions inbox sign signup signing free trial cancel "
     "anytime unlimited access account log register registered member members membership premium alerts notifications "
     "delivered exclusive offer offers unlock donate donation donations support supporter supporters briefing digest "
     "edition install email emails"},
    {kYou, "sie ihr ihre ihnen du dich dir dein deine deinen deiner euch eure wir uns unser unsere unseren unserem unserer"},
    {kYou, "you your yours we us our ours"},
    {kDo,
     "lesen klicken klick jetzt hier bitte folgen folge finden erhalten erfahren erfahre sichern entdecken entdecke "
     "bestellen buchen schreiben senden sende teile verpassen nutzen aktivieren hinweise feedback kontaktieren wählen "
     "starten informieren bleiben ansehen anhören hören einreichen"},
    {kDo,
     "click tap here now please follow get find join learn discover choose check send contact stay receive enter visit "
     "explore try start make help tell see refresh enable bookmark submit reach catch miss"},
    {kSocial,
     "facebook twitter whatsapp instagram linkedin xing telegram pinterest reddit bluesky mastodon flipboard youtube "
     "tiktok threads messenger pocket snapchat signal threema google x"},
    {kShare,
     "teilen drucken merken merkliste vorlesen kopieren link schließen öffnen anzeigen laden menü suche suchen mehr "
     "weniger zurück weiter nächster vorheriger seite oben inhalt springen speichern ausblenden einblenden schriftgröße"},
    {kShare,
     "share print save copy link copied close open show hide menu search next previous page top skip content main "
     "loading load bookmark view scroll back button text size gift"},
    {kCredit,
     "foto fotos bild bilder bildrechte bildquelle fotograf fotografin montage grafik symbolbild symbolfoto archivbild "
     "archivfoto archiv dpa afp apa epd kna keystone imago reuters ap epa getty shutterstock unsplash adobe stock alamy "
     "picture alliance quelle copyright screenshot videostill zvg handout sda sid privat"},
    {kCredit,
     "photo photos photograph photographs image images picture pictures courtesy credit credits source illustration "
     "graphic file pool via pa zuma bloomberg istock pixabay pexels afp wire provided composite sipa nurphoto anadolu"},
    {kCaption,
     "links rechts mitte zeigt zeigen blick blickt sitzt sitzen steht stehen spricht sprechen hält halten läuft gehen "
     "trägt tragen lächelt winkt posiert hinter vorne neben undatierte aufnahme archiv luftbild auf im bild gemeinsam "
     "hand begrüßt verlässt besucht besuchen liegt zu sehen"},
    {kCaption,
     "left right center centre pictured seen shown shows poses pose speaks speaking stands standing sits sitting walks "
     "walking holds holding waves waving arrives leaves looks attends attend gestures smiles smiling wearing background "
     "front undated foreground carry watches view overlooking greets gather"},
    {kTeaser,
     "auch lesen mehr thema themen meistgelesen gelesen weitere interessieren verwandte empfehlungen empfohlen neueste "
     "aktuelle artikel beiträge beitrag nachrichten lesetipp lesetipps live liveblog ticker newsblog video bilder "
     "galerie fotostrecke hintergrund interview kommentar analyse podcast dossier topthemen"},
    {kTeaser,
     "read more related also most popular trending latest recommended stories story news article articles next like "
     "interested watch live blog opinion analysis explained gallery podcast editors picks headlines top must"},
    {kSection,
     "startseite politik wirtschaft sport kultur panorama wissen gesellschaft regional lokales digital reise auto "
     "gesundheit leben finanzen börse ausland inland deutschland international feuilleton meinung medien ratgeber "
     "karriere immobilien veranstaltungen service unterhaltung netzwelt welt region stadt landkreis blaulicht"},
    {kSection,
     "home world politics business sports sport culture science technology tech health opinion entertainment lifestyle "
     "local travel style money markets video videos events weather obituaries classifieds jobs arts books food local "
     "national international us uk europe asia africa"},
    {kLegal,
     "impressum datenschutz datenschutzerklärung agb nutzungsbedingungen kontakt mediadaten karriere verlag gmbh rechte "
     "vorbehalten barrierefreiheit jugendschutz nutzungsbasierte widerruf urheberrecht hilfe faq redaktion team shop"},
    {kLegal,
     "copyright rights reserved terms conditions privacy policy contact about careers advertise ltd inc llc limited "
     "accessibility sitemap disclaimer permission reproduced corrections ethics statement notice guidelines licence"},
    {kConsent,
     "cookies cookie datenverarbeitung einwilligung zustimmen zustimmung akzeptieren einstellungen tracking externe "
     "externer inhalte personenbezogene daten drittanbieter geladen"},
    {kConsent,
     "cookies consent accept partners preferences settings personalised personalized data browser javascript party"},
    {kTime,
     "uhr stand aktualisiert erstellt veröffentlicht erschienen minuten min lesezeit lesedauer stunden tagen gestern heute "
     "vor zuletzt update"},
    {kTime,
     "published updated posted last ago min mins minute minutes hours hour days read edt est gmt bst cet pm am utc ist "
     "modified yesterday today"},
    {kRole,
     "autor autorin redakteur redakteurin korrespondent korrespondentin reporter reporterin volontärin volontär ressort "
     "redaktion mitarbeit faktencheck redigatur kolumnist kolumnistin chefredakteur chefredakteurin studierte schreibt "
     "berichtet jahrgang journalist journalistin"},
    {kRole,
     "by reporter correspondent editor editors staff writer writers author journalist columnist contributor contributed "
     "contributing covers covering reporting freelance bureau compiled desk joined graduated based writes"},
    {kMedia,
     "video audio podcast abspielen player wiedergabe untertitel sendung folge minuten radio fernsehen tv anhören "
     "vorspulen zurückspulen stummschalten playlist stream"},
    {kMedia,
     "video audio watch listen play player duration failed playback volume mute captions episode unmute fullscreen stream "
     "slideshow caption playlist transcript"},
    {kAdvert, "anzeige anzeigen werbung gesponsert sponsored affiliate provision partner advertorial werbepartner"},
    {kAdvert,
     "advertisement advertising ad ads sponsored sponsor promoted continues below commission affiliate paid partner"},
    {kComment,
     "kommentar kommentare kommentieren diskutieren diskussion leserbrief leserbriefe antworten melden community netiquette "
     "meinung nutzer forum beiträge"},
    {kComment,
     "comment comments reply replies discussion conversation moderated commenting report upvote letters community "
     "respectful "
     "civil commenters thread"},
    {kShop, "euro preis rabatt versand kaufen warenkorb bestseller ersparnis tickets ticket eintritt vvk uvp sparen shop"},
    {kShop, "price prices buy deal deals discount save shop sale tickets ticket off cart promo"},
    {kCalendar,
     "januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch "
     "donnerstag freitag samstag sonntag mo di mi do fr sa so"},
    {kCalendar,
     "january february march april may june july august september october november december jan feb mar apr jun jul aug "
     "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"},
    {kWidget,
     "wetter grad regen sonnig bewölkt dax tabelle spieltag punkte tore lotto horoskop sudoku kreuzworträtsel quiz "
     "aktienkurs kurs spiele ergebnisse"},
    {kWidget,
     "weather forecast cloudy sunny rain dow nasdaq ftse index scores standings fixtures crossword puzzles quiz games "
     "horoscope"},
    {kScene,
     "ein eine einer zwei drei vier mehrere mann frau männer frauen menschen kinder soldat soldaten polizist polizisten "
     "gebäude fahne fahnen flagge logo porträt plakat schild straße platz feld tisch stuhl anzug hand hände himmel wand "
     "kamera mikrofon rednerpult pressekonferenz sitzung demonstranten anhänger demonstration rauch trümmer passanten"},
    {kScene,
     "a an two three four several man woman men women people children soldier soldiers officer officers building flag "
     "flags logo portrait poster sign street square field table chair suit shirt dress hand hands sky wall camera "
     "microphone lectern podium conference rally protesters demonstrators supporters crowd smoke rubble room landscape "
     "road graphic chart map close"},
};

using Table = std::unordered_map<std::string, uint32_t>;

Table make_table() {
  Table table;
  for (const Row& row : kRows) {
    const std::string words = fold_case(row.words);
    for (size_t at = 0; at < words.size();) {
      const size_t end = std::min(words.find(' ', at), words.size());
      table[words.substr(at, end - at)] |= 1u << static_cast<unsigned>(row.kind);
      at = end + 1;
    }
  }
  return table;
}

}  // namespace

uint32_t word_kinds(std::string_view word) {
  static const Table kTable = make_table();
  const auto found = kTable.find(std::string(word));
  return found == kTable.end() ? 0 : found->second;
}

}  // namespace depesche
