using Helpdesk.Engine.Texts;
using Helpdesk.Engine.Tickets;

namespace Helpdesk.SlaBilling;

/// <summary>The types (row A4), the most pressing first. Their keys are stored with tickets and stay as they are.</summary>
internal static class TicketTypes
{
    public static IReadOnlyList<TicketTypeOffer> All { get; } =
    [
        new(
            "hotfix",
            LocalizedText.Of("Hotfix", "Hotfix", "Correctif urgent", "緊急対応"),
            LocalizedText.Of(
                "Something important is broken and can’t wait. The whole team looks at it at once; whether your hours or we bear it is decided when the cause is known.",
                "Iets belangrijks is stuk en kan niet wachten. Het hele team kijkt er meteen naar; of het van uw uren gaat of voor onze rekening is, beslissen we zodra de oorzaak bekend is.",
                "Un élément important ne fonctionne plus et ne peut pas attendre. Toute l’équipe s’en occupe aussitôt ; une fois la cause connue, nous décidons si cela relève de vos heures ou de nous.",
                "重要な機能が停止しており、お急ぎの場合です。チーム全員がただちに対応します。費用のご負担は原因が判明してから決定します。"),
            Order: 10),
        new(
            "support",
            LocalizedText.Of("Support", "Ondersteuning", "Assistance", "サポート"),
            LocalizedText.Of(
                "A question, help or a change in what you have. It is charged to the hours of your agreement.",
                "Een vraag, hulp of een wijziging in wat u hebt. Het gaat van de uren van uw overeenkomst.",
                "Une question, de l’aide ou une modification de l’existant. Le temps est imputé sur les heures de votre contrat.",
                "ご質問、操作のお手伝い、設定の変更などです。ご契約の時間から差し引かれます。"),
            Order: 20),
        new(
            "bug",
            LocalizedText.Of("Bug", "Fout", "Anomalie", "不具合"),
            LocalizedText.Of(
                "Something does not do what it should. Putting it right costs you nothing.",
                "Iets doet niet wat het zou moeten doen. Het herstel kost u niets.",
                "Quelque chose ne fonctionne pas comme prévu. La correction ne vous coûte rien.",
                "本来の動作をしない場合です。修正に費用はかかりません。"),
            Order: 30),
        new(
            "new-feature",
            LocalizedText.Of("New feature", "Nieuwe functie", "Nouvelle fonctionnalité", "新機能"),
            LocalizedText.Of(
                "Something that is not there yet. You get an estimate and a quotation first; work begins when you have approved it.",
                "Iets wat er nog niet is. U krijgt eerst een schatting en een offerte; het werk begint zodra u akkoord bent.",
                "Quelque chose qui n’existe pas encore. Vous recevez d’abord une estimation et un devis ; le travail commence après votre accord.",
                "まだない機能のご要望です。まずお見積もりをお送りし、ご承認の後に作業を始めます。"),
            Order: 40),
    ];
}
