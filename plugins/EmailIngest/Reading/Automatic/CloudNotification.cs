using System.Text;
using System.Text.Json;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Amazon SES reports bounces as JSON, which SNS can send as mail.</summary>
internal static class CloudNotification
{
    private const int MostCharacters = 256 * 1024;

    private const int MostRecipients = 100;

    private const string Because = "notification of Amazon SES";

    public static MailNature? Read(Evidence mail)
    {
        var from = mail.Message.From.Mailboxes.FirstOrDefault()?.Address;
        if (from?.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) != true || !mail.Text.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        return Parse(mail.Text) is { } json ? Nature(json) : null;
    }

    /// <summary>Words for people follow the object.</summary>
    private static JsonElement? Parse(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, MostCharacters)].TrimStart()));
            using var document = JsonDocument.ParseValue(ref reader);
            if (Text(document.RootElement, "Message") is { } wrapped && wrapped.StartsWith('{'))
            {
                using var inner = JsonDocument.Parse(wrapped);
                return inner.RootElement.Clone();
            }

            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MailNature? Nature(JsonElement json)
    {
        var id = Member(json, "mail") is { } mail ? Text(Member(mail, "commonHeaders") ?? default, "messageId") ?? Text(mail, "messageId") : null;
        return (Text(json, "notificationType") ?? Text(json, "eventType"))?.ToLowerInvariant() switch
        {
            "bounce" when Member(json, "bounce") is { } bounce => Bounce(bounce, id),
            "complaint" => new MailNature(MailKind.FeedbackReport, IsAutomated: true, [Because], Bounce: null),
            "delivery" or "deliverydelay" or "send" => new MailNature(
                MailKind.DeliveryReport, IsAutomated: true, [Because], BounceReports.OfDelivery(id is null ? null : OriginalMail.IdIn(id))),
            _ => null,
        };
    }

    private static MailNature Bounce(JsonElement bounce, string? id)
    {
        List<BouncedRecipient> recipients = [];
        if (Member(bounce, "bouncedRecipients") is { ValueKind: JsonValueKind.Array } list)
        {
            recipients.AddRange(list.EnumerateArray().Take(MostRecipients).Where(one => Text(one, "emailAddress") is not null).Select(Recipient));
        }

        var report = BounceReports.Of(recipients, id is null ? null : OriginalMail.IdIn(id));
        var isHard = Text(bounce, "bounceType")?.ToLowerInvariant() switch
        {
            "permanent" => true,
            "transient" => false,
            _ => report.IsHard,
        };
        return new MailNature(MailKind.Bounce, IsAutomated: true, [Because], report with { IsHard = isHard });
    }

    private static BouncedRecipient Recipient(JsonElement one)
    {
        var diagnostic = Text(one, "diagnosticCode");
        var status = Text(one, "status") is { } stated ? StatusCodes.Enhanced(stated) : null;
        return new BouncedRecipient(Text(one, "emailAddress")!, Text(one, "action") ?? "failed", status ?? StatusCodes.Of(diagnostic), diagnostic);
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
