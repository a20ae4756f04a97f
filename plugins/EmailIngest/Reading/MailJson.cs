using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Helpdesk.EmailIngest.Reading;

/// <summary>A mail as JSON, format <c>helpdesk-mail/1</c>: what <c>helpdesk mail parse</c> prints.</summary>
internal static class MailJson
{
    /// <summary>For a file or a pipe, not for a page: letters of all languages stay as they are.</summary>
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="input">Where the mail came from, if that is to be said; then everything is on one line.</param>
    public static void Write(IBufferWriter<byte> output, ReadMail mail, string? input = null)
    {
        using var json = new Utf8JsonWriter(output, input is null ? Indented : Compact);
        json.WriteStartObject();
        if (input is not null)
        {
            Text(json, "input", input);
        }

        Text(json, "format", "helpdesk-mail/1");
        WriteHead(json, mail);
        WriteBody(json, mail);
        WriteList(json, "attachments", mail.Attachments, WriteFile);
        WriteNature(json, mail);
        WriteTrust(json, mail);
        WriteList(json, "warnings", mail.Warnings, static (json, warning) =>
        {
            Text(json, "code", warning.Code);
            Text(json, "message", warning.Message);
        });
        WriteStrings(json, "limitsHit", mail.LimitsHit);
        json.WriteEndObject();
    }

    public static string Named(MailFileRole role) => role switch
    {
        MailFileRole.InlineImage => "inlineImage",
        MailFileRole.Message => "message",
        MailFileRole.Calendar => "calendar",
        MailFileRole.Signature => "signature",
        MailFileRole.FromTnef => "fromTnef",
        _ => "file",
    };

    public static string Named(MailKind kind) => kind switch
    {
        MailKind.AutoReply => "autoReply",
        MailKind.Bounce => "bounce",
        MailKind.DeliveryReport => "deliveryReport",
        MailKind.ReadReceipt => "readReceipt",
        MailKind.FeedbackReport => "feedbackReport",
        MailKind.Calendar => "calendar",
        MailKind.List => "list",
        _ => "message",
    };

    private static void WriteHead(Utf8JsonWriter json, ReadMail mail)
    {
        if (mail.From is null)
        {
            json.WriteNull("from");
        }
        else
        {
            json.WriteStartObject("from");
            WriteAddress(json, mail.From);
            json.WriteEndObject();
        }

        Text(json, "sender", mail.Sender);
        Text(json, "returnPath", mail.ReturnPath);
        WriteList(json, "to", mail.To, WriteAddress);
        WriteList(json, "cc", mail.Cc, WriteAddress);
        WriteList(json, "replyTo", mail.ReplyTo, WriteAddress);
        Text(json, "subject", mail.Subject);
        Text(json, "threadSubject", mail.ThreadSubject);
        Text(json, "date", mail.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        Text(json, "messageId", mail.MessageId);
        WriteStrings(json, "inReplyTo", mail.InReplyTo);
        WriteStrings(json, "references", mail.References);
    }

    private static void WriteBody(Utf8JsonWriter json, ReadMail mail)
    {
        Text(json, "text", mail.Text);
        Text(json, "html", mail.Html);
        json.WriteBoolean("hasHtml", mail.HasHtml);
        Text(json, "replyText", mail.Reply.Reply);
        Text(json, "signature", mail.Reply.Signature);
        Text(json, "quotedText", mail.Reply.Quoted);
    }

    private static void WriteNature(Utf8JsonWriter json, ReadMail mail)
    {
        Text(json, "kind", Named(mail.Nature.Kind));
        json.WriteBoolean("isAutomated", mail.Nature.IsAutomated);
        json.WriteBoolean("isAutoReply", mail.Nature.Kind == MailKind.AutoReply);
        json.WriteBoolean("isBounce", mail.Nature.Kind == MailKind.Bounce);
        json.WriteBoolean("isForward", mail.IsForward);
        WriteStrings(json, "automatedBecause", mail.Nature.Because);
        if (mail.Nature.Bounce is not { } bounce)
        {
            json.WriteNull("bounce");
            return;
        }

        json.WriteStartObject("bounce");
        WriteBoolean(json, "hard", bounce.IsHard);
        Text(json, "originalMessageId", bounce.OriginalMessageId);
        WriteList(json, "recipients", bounce.Recipients, static (json, recipient) =>
        {
            Text(json, "address", recipient.Address);
            Text(json, "action", recipient.Action);
            Text(json, "status", recipient.Status);
            Text(json, "diagnostic", recipient.Diagnostic);
        });
        json.WriteEndObject();
    }

    private static void WriteTrust(Utf8JsonWriter json, ReadMail mail)
    {
        json.WriteStartObject("crypto");
        Text(json, "kind", mail.Crypto.Kind);
        json.WriteBoolean("signed", mail.Crypto.IsSigned);
        json.WriteBoolean("encrypted", mail.Crypto.IsEncrypted);
        json.WriteEndObject();
        WriteList(json, "authentication", mail.Authentication, static (json, result) =>
        {
            Text(json, "server", result.Server);
            Text(json, "method", result.Method);
            Text(json, "result", result.Result);
            Text(json, "domain", result.Domain);
        });
        WriteList(json, "ticketTokens", mail.TicketTokens, static (json, token) =>
        {
            Text(json, "where", token.Where);
            Text(json, "value", token.Value);
        });
    }

    private static void WriteAddress(Utf8JsonWriter json, MailAddress address)
    {
        Text(json, "name", address.Name);
        Text(json, "address", address.Address);
    }

    private static void WriteFile(Utf8JsonWriter json, MailFile file)
    {
        Text(json, "name", file.Name);
        Text(json, "originalName", file.OriginalName);
        Text(json, "contentType", file.ContentType);
        Text(json, "detectedType", file.DetectedType);
        json.WriteNumber("size", file.Content.Length);
        json.WriteBoolean("inline", file.IsInline);
        Text(json, "contentId", file.ContentId);
        Text(json, "role", Named(file.Role));
        Text(json, "sha256", file.Sha256);
    }

    private static void Text(Utf8JsonWriter json, string name, string? value) => json.WriteString(name, value is null ? null : Whole(value));

    /// <summary>Half a character, cut somewhere on the way, would be refused.</summary>
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static void WriteBoolean(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(Whole(item));
        }

        json.WriteEndArray();
    }
}
