using Helpdesk.Engine.Storage;
using Helpdesk.Engine.Tickets;
using Helpdesk.Engine.Workflow;

namespace Helpdesk.Engine.Demo;

/// <summary>One ticket of the demo: how long ago it was opened, and what happened since.</summary>
internal sealed record DemoTicket(string Subject, string Department, TimeSpan Age, params IReadOnlyList<DemoStep> Steps)
{
    /// <summary>The key of its type.</summary>
    public string? Type { get; init; }

    public Urgency Urgency { get; init; } = Urgency.Medium;
}

/// <summary>One change: something said, or another status.</summary>
/// <param name="Who">The mailbox of whoever did it.</param>
/// <param name="After">How long after the change before it.</param>
internal sealed record DemoStep(string Who, TimeSpan After, string? Text, bool IsNote = false, string? Status = null);

/// <summary>What happened at the demo company.</summary>
internal static class DemoTickets
{
    public const string Billing = "billing";
    public const string Sales = "sales";

    private const string Support = DeskSeed.SupportDepartment;

    public static IReadOnlyList<DemoTicket> All { get; } =
    [
        new(
            "Website shows 502 since this morning",
            Support,
            TimeSpan.FromHours(3),
            Opens("customer", "Hello,\n\nsince about 8:40 our shop at brightwater.example answers with “502 Bad Gateway”. We changed nothing. A restart from the control panel did not help.\n\nCould you have a look? Orders are not coming in.\n\nEmma"),
            Notes(9, "PHP-FPM on web-07 ran out of workers. Raised pm.max_children from 20 to 40; the slow log points at their search page."),
            Says("agent", 4, "Hello Emma,\n\nyour site is back: all PHP workers were busy with slow requests to /search. I have doubled their number for now. The slow log with the requests concerned is in your control panel under Logs.\n\nKind regards\nAlex"),
            Says("customer", 25, "Thank you, it works again! Our developer looks at the search page. Can we keep the higher number until Friday?"))
        {
            Type = "hotfix",
            Urgency = Urgency.High,
        },
        new(
            "Please restore the database of yesterday evening",
            Support,
            TimeSpan.FromDays(2),
            Opens("customer", "Hi, a colleague deleted the table “bookings” by mistake. Can you restore only this table from the backup of yesterday, about 20:00?"),
            Says("agent", 35, "Hi Emma,\n\nI restored the table from the backup of 20:15 as “bookings_restored”, beside the present one, so that nothing is overwritten. Please check it and tell me whether to swap the two.\n\nAlex"))
        {
            Type = "support",
            Urgency = Urgency.High,
        },
        new(
            "Invoice 2024-1187: VAT number is missing",
            Billing,
            TimeSpan.FromDays(12),
            Opens("colleague", "Our accountant needs our VAT number (GB 123 4567 89) on the invoice. Could you send a corrected one?"),
            Says("admin", 180, "Dear Tom,\n\nthe number is in your account now, and the corrected invoice is in the control panel under Invoices. Future invoices will have it as well.\n\nRobin"),
            Closes("colleague", 60))
        {
            Urgency = Urgency.Low,
        },
        new(
            "Moving two more sites to our package",
            Sales,
            TimeSpan.FromDays(1),
            Opens("colleague", "Hello, we want to move two WordPress sites (12 GB and 3 GB, some 40,000 visits a month together) to you. Does our Business package still do, or should we take the next one?")),
        new(
            "Can I get SFTP access for an external developer?",
            Support,
            TimeSpan.FromDays(20),
            Opens("customer", "We would like to give a freelancer access to the folder /themes only, until the end of the month. Is that possible?"),
            Says("agent", 50, "Yes, it is: Control panel › Access › Add user, choose “SFTP only”, set the folder and an end date. The account is switched off by itself on that day."),
            Says("customer", 15, "Found it, works. Thanks!"),
            Closes("agent", 30))
        {
            Type = "support",
            Urgency = Urgency.Low,
        },
        new(
            "E-mail komt niet aan bij Outlook-adressen",
            Support,
            TimeSpan.FromHours(28),
            Opens("sanne", "Goedemiddag,\n\nsinds gisteren krijgen klanten met een Outlook- of Hotmailadres onze bestelbevestigingen niet meer. Bij Gmail komt alles gewoon aan. In de logboeken zie ik “550 5.7.1”.\n\nKunnen jullie helpen?\n\nGroet,\nSanne"),
            Notes(20, "SPF mist include voor hun nieuwsbriefdienst, en er is geen DKIM. IP staat niet op een blocklist."),
            Says("agent", 15, "Dag Sanne,\n\nin het SPF-record ontbreekt uw nieuwsbriefdienst, en DKIM staat uit. Beide kunt u inschakelen via Domeinen › bakkerijdewilg.example › E-mail. Wilt u dat ik het voor u doe?\n\nMet vriendelijke groet,\nAlex"),
            Says("sanne", 95, "Ja, graag! Ik durf zelf niet aan de DNS te komen."))
        {
            Type = "support",
            Urgency = Urgency.High,
        },
        new(
            "SSL-certificaat verloopt over drie dagen",
            Support,
            TimeSpan.FromDays(6),
            Opens("sanne", "Ik kreeg een waarschuwing dat het certificaat van bestellen.bakkerijdewilg.example verloopt. Gaat dat niet vanzelf?"),
            Says("agent", 70, "Normaal wel. Het subdomein verwees nog naar uw oude server, waardoor de controle mislukte. Ik heb het record aangepast; het certificaat is zojuist vernieuwd en geldig tot over 90 dagen."),
            Closes("sanne", 40))
        {
            Type = "bug",
            Urgency = Urgency.High,
        },
        new(
            "Domeinnaam verhuizen: waar vind ik de verhuiscode?",
            Sales,
            TimeSpan.FromHours(5),
            Opens("sanne", "Wij hebben nog een domein bij een andere provider (dewilg-taarten.example) en willen dat naar jullie verhuizen. Welke gegevens hebben jullie nodig, en blijft de site intussen bereikbaar?")),
        new(
            "Le site est très lent le soir",
            Support,
            TimeSpan.FromDays(3),
            Opens("camille", "Bonjour,\n\ndepuis une semaine, mon site met plus de dix secondes à s’afficher entre 19 h et 22 h. Dans la journée, tout va bien. Est-ce que cela vient du serveur ?\n\nMerci d’avance,\nCamille Laurent"),
            Notes(40, "Sauvegarde de l’extension « galerie » planifiée à 19 h : 60 Go compressés à chaque fois. Pas de problème côté serveur."),
            Says("agent", 20, "Bonjour Camille,\n\nune extension de votre site lance chaque soir à 19 h une sauvegarde complète de la galerie (60 Go). Nos sauvegardes quotidiennes couvrent déjà ces fichiers : vous pouvez la désactiver, ou la déplacer vers 4 h du matin.\n\nBien cordialement,\nAlex"))
        {
            Type = "support",
        },
        new(
            "Facture réglée deux fois",
            Billing,
            TimeSpan.FromDays(8),
            Opens("camille", "Bonjour, la facture de novembre (24,90 €) a été prélevée deux fois, le 3 et le 5. Pouvez-vous me rembourser ?"),
            Says("admin", 240, "Bonjour,\n\nvous avez raison et nous vous prions de nous en excuser : le second prélèvement est parti après une erreur de la banque. Les 24,90 € seront sur votre compte d’ici trois jours ouvrés.\n\nRobin"),
            Says("camille", 2900, "Bien reçu, merci beaucoup pour votre rapidité."),
            Closes("agent", 20)),
        new(
            "メールが送信できません",
            Support,
            TimeSpan.FromHours(7),
            Opens("sato", "お世話になっております。佐藤です。\n\n今朝からメールソフトで送信すると「認証に失敗しました」と表示されます。受信は問題なくできます。パスワードは変更していません。\n\nご確認をお願いいたします。"),
            Says("agent", 30, "佐藤様\n\nお問い合わせありがとうございます。送信サーバーのポートが 25 番になっていませんか。今朝から 587 番（STARTTLS）または 465 番（SSL/TLS）のみとなりました。設定をご変更のうえ、お試しください。\n\nAlex"))
        {
            Type = "support",
            Urgency = Urgency.High,
        },
        new(
            "サーバーの容量を増やしたい",
            Sales,
            TimeSpan.FromDays(15),
            Opens("sato", "現在 50GB のプランを使用していますが、残りが 2GB になりました。100GB に変更した場合の料金と、変更時にサイトが停止するかどうかを教えてください。"),
            Says("admin", 90, "佐藤様\n\n100GB プランは月額 1,980 円です。変更は数分で完了し、サイトが停止することはございません。ご希望の日時をお知らせください。\n\nRobin"),
            Says("sato", 600, "ありがとうございます。本日 22 時以降でお願いいたします。"),
            Says("agent", 720, "変更が完了いたしました。今後ともよろしくお願いいたします。"),
            Closes("sato", 55)),
    ];

    private static DemoStep Opens(string who, string text) => new(who, TimeSpan.Zero, text);

    private static DemoStep Says(string who, int minutesLater, string text) => new(who, TimeSpan.FromMinutes(minutesLater), text);

    private static DemoStep Notes(int minutesLater, string text) => new("agent", TimeSpan.FromMinutes(minutesLater), text, IsNote: true);

    private static DemoStep Closes(string who, int minutesLater) => new(who, TimeSpan.FromMinutes(minutesLater), Text: null, Status: Status.Closed);
}
