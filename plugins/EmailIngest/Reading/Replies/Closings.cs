using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>The words that end a letter, before the name.</summary>
internal static class Closings
{
    private const int LongestClosing = 60;

    // Thanks may be all that somebody wanted to say: they close a letter only with a name under them.
    private static readonly FrozenSet<string> Known = Set(
        "regards|best regards|kind regards|kindest regards|warm regards|warmest regards|with kind regards|with best regards|with regards|kind rgds|rgds|br",
        "kr|best|all the best|best wishes|with best wishes|many regards|cordially|cheers|sincerely|sincerely yours|yours sincerely|yours faithfully",
        "yours truly|yours|respectfully|respectfully yours|take care|greetings|with appreciation|with gratitude|warmly|love|xoxo|ciao|thanks|thank you",
        "many thanks|thanks a lot|thanks so much|thank you so much|thank you very much|thanks very much|thanks in advance|thank you in advance|thx|thanx",
        "tia|ty|thanks and regards|thanks and best regards|thanks and kind regards|thank you and regards|thank you and best regards",
        "thank you and kind regards|best regards and thanks|many thanks and best regards|many thanks and kind regards|thanks with regards|thanks regards",
        "thanks best regards|have a nice day|have a great day|have a good day|mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichen gruessen",
        "mit freundlichem gruß|mit freundlichem gruss|freundliche grüße|freundliche grüsse|freundlicher gruß|viele grüße|viele grüsse|viele gruesse",
        "vielen dank und viele grüße|vielen dank und freundliche grüße|liebe grüße|liebe grüsse|liebe gruesse|beste grüße|beste grüsse|schöne grüße",
        "schöne grüsse|herzliche grüße|herzliche grüsse|mit besten grüßen|mit besten grüssen|mit herzlichen grüßen|mit lieben grüßen|mit vielen grüßen",
        "besten gruß|bester gruß|lieber gruß|gruß|gruss|grüße|grüsse|gruesse|lg|vg|mfg|bg|hg|lieben gruß|hochachtungsvoll|danke|vielen dank|besten dank",
        "herzlichen dank|danke im voraus|vielen dank im voraus|danke und gruß|danke und viele grüße|danke und beste grüße|freundliche grüße und vielen dank",
        "mit freundlicher empfehlung|tschüss|cordialement|bien cordialement|très cordialement|cdlt|cdt|bien à vous|bien à toi|amicalement|salutations",
        "salutations distinguées|sincères salutations|meilleures salutations|cordiales salutations|respectueusement|sincèrement|merci|merci beaucoup",
        "merci d'avance|merci d’avance|merci par avance|bonne journée|bonne réception|bises|bisous|à bientôt|merci et bonne journée",
        "avec mes meilleures salutations|met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|hartelijke groet",
        "hartelijke groeten|met hartelijke groet|groet|groeten|groetjes|mvg|m v g|gr|bedankt|dank|dank je|dank u|alvast bedankt|hoogachtend|met groet",
        "beste groeten|saludos|un saludo|saludos cordiales|un cordial saludo|cordiales saludos|cordialmente|atentamente|muy atentamente|un abrazo|abrazos",
        "gracias|muchas gracias|gracias y saludos|gracias de antemano|atte|reciba un cordial saludo|cordiali saluti|distinti saluti|i miei migliori saluti",
        "migliori saluti|saluti|un saluto|un cordiale saluto|a presto|grazie|grazie mille|molte grazie|grazie e saluti|grazie in anticipo",
        "grazie e cordiali saluti|atenciosamente|att|cumprimentos|melhores cumprimentos|com os melhores cumprimentos|os melhores cumprimentos|abraço",
        "abraços|um abraço|obrigado|obrigada|muito obrigado|muito obrigada|grato|grata|saudações|cordiais saudações|med vänliga hälsningar",
        "med vänlig hälsning|vänliga hälsningar|vänlig hälsning|hälsningar|hälsning|mvh|vh|tack|tack på förhand|bästa hälsningar|med venlig hilsen",
        "venlig hilsen|mange hilsner|hilsen|de bedste hilsner|bedste hilsner|bedste hilsen|kh|tak|på forhånd tak|mange tak|med vennlig hilsen",
        "vennlig hilsen|beste hilsen|takk|på forhånd takk|tusen takk|med hilsen|med vennlege helsingar|bestu kveðjur|kveðja|ystävällisin terveisin",
        "ystävällisesti|terveisin|parhain terveisin|t|terv|kiitos|kiitos etukäteen|lugupidamisega|parimate soovidega|tervitades|aitäh|ar cieņu|paldies",
        "pagarbiai|ačiū|pozdrawiam|serdecznie pozdrawiam|pozdrawiam serdecznie|z poważaniem|z wyrazami szacunku|pozdrowienia|łączę pozdrowienia|dziękuję",
        "dzięki|z góry dziękuję|dziękuję i pozdrawiam|pozdr|s pozdravem|s přátelským pozdravem|s úctou|děkuji|děkuji předem|díky|zdraví|hezký den",
        "s pozdravom|s priateľským pozdravom|ďakujem|vopred ďakujem|lp|lep pozdrav|lijep pozdrav|srdačan pozdrav|s poštovanjem|s spoštovanjem|hvala",
        "hvala unaprijed|pozdrav|üdvözlettel|tisztelettel|köszönettel|köszönöm|köszi|üdv|üdvözlet|szép napot|cu stimă|cu respect|cu stima|mulțumesc",
        "multumesc|o zi bună|o zi buna|cu prietenie|salutări|me respekt|faleminderit|с уважением|с наилучшими пожеланиями|с глубоким уважением",
        "всего доброго|всего наилучшего|спасибо|заранее спасибо|благодарю|заранее благодарю|з повагою|з найкращими побажаннями|дякую|заздалегідь дякую",
        "поздрави|с уважение|благодаря|с поштовање|с поштовањем|з павагай|дзякуй|με εκτίμηση|ευχαριστώ|με φιλικούς χαιρετισμούς|χαιρετισμούς|φιλικά",
        "saygılarımla|saygılarımızla|iyi çalışmalar|iyi günler|teşekkürler|teşekkür ederim|sevgiler|selamlar|hormat saya|salam|terima kasih|salam hormat",
        "trân trọng|trân trọng cảm ơn|cảm ơn|xin cảm ơn|thân mến|thân ái|ขอบคุณ|ขอบคุณครับ|ขอบคุณค่ะ|ขอแสดงความนับถือ|בברכה|תודה|תודה רבה|בכבוד רב",
        "مع التحية|مع تحياتي|تحياتي|شكرا|شكراً|شكرا لكم|مع أطيب التحيات|و لكم جزيل الشكر|با احترام|よろしくお願いします|よろしくお願いいたします|よろしくお願い致します|宜しくお願いします",
        "宜しくお願いいたします|宜しくお願い致します|どうぞよろしくお願いいたします|以上、よろしくお願いいたします|以上よろしくお願いします|以上|敬具|草々|ありがとうございます|ありがとうございました|此致|敬礼|此致敬礼|谢谢|謝謝|多谢|感谢|祝好|顺祝商祺|顺颂商祺|敬上|감사합니다",
        "고맙습니다|드림|올림|안녕히 계세요");

    // A single word under "Thanks" that is no name.
    private static readonly FrozenSet<string> NoNames = Set(
        "solved|fixed|works|working|done|ok|okay|yes|no|bye|closed|resolved|great|perfect|please|hello|hi|resent|attached|hallo|erledigt|gelöst",
        "funktioniert|ja|nein|geht|bitte|tschüss|oui|non|résolu|bonjour|sí|si|resuelto|resolvido|sim|não|risolto|opgelost|nee|nej|løst|löst|kyllä|ei|tak",
        "nie|да|нет|решено|так|ні");

    public static bool Is(string content)
    {
        if (content.Length is 0 or > LongestClosing)
        {
            return false;
        }

        var plain = Plain(content);
        return plain.Length > 0 && Known.Contains(plain);
    }

    public static bool IsNoName(string word) => NoNames.Contains(word.Trim(' ', '.', '!', ',').ToLowerInvariant());

    // "Thanks & best regards," is "thanks and best regards".
    private static string Plain(string content)
    {
        var plain = new StringBuilder(content.Length);
        foreach (var character in content.Replace("&", " and ", StringComparison.Ordinal).Replace(" + ", " and ", StringComparison.Ordinal))
        {
            if (char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark || character is '\'' or '’' or '、')
            {
                plain.Append(char.ToLowerInvariant(character));
            }
            else if (plain.Length > 0 && plain[^1] != ' ' && (char.IsWhiteSpace(character) || character is ',' or '/' or '-' or '.'))
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().Trim();
    }

    private static FrozenSet<string> Set(params string[] words) => words.SelectMany(line => line.Split('|')).ToFrozenSet(StringComparer.Ordinal);
}
