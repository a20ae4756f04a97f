using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Engine.Pages;

namespace Helpdesk.Bench.Twins;

/// <summary>A page as somebody writes it who wants nothing but this page: one string, by hand.</summary>
internal sealed class TwinText(Assets assets)
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    private readonly StringBuilder _text = new(48 * 1024);
    private readonly string _icons = assets.Url(Assets.Icons);

    /// <summary>What proves that a form is ours: made once a page, as the desk does.</summary>
    public string Token { get; } = Sign(RandomNumberGenerator.GetBytes(80));

    public static string Sign(byte[] data) => Convert.ToBase64String([.. HMACSHA256.HashData(Key, data), .. data]).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public TwinText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public TwinText Say(string? text)
    {
        _text.Append(WebUtility.HtmlEncode(text));
        return this;
    }

    public TwinText Number(long number)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    public TwinText Icon(string name)
    {
        _text.Append("<svg class=\"icon\" width=\"20\" height=\"20\" aria-hidden=\"true\"><use href=\"").Append(_icons).Append('#').Append(name).Append("\"></use></svg>");
        return this;
    }

    public TwinText Time(DateTime utc)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<time datetime=\"{utc:yyyy-MM-dd'T'HH:mm:ss'Z'}\" data-relative=\"\">{utc:d MMM yyyy, HH:mm} UTC</time>");
        return this;
    }

    public TwinText TokenField() => Raw("<input name=\"__RequestVerificationToken\" type=\"hidden\" value=\"").Raw(Token).Raw("\" />");

    public TwinText Status(int kind, string name, bool forStaff)
    {
        var (over, waits) = (kind >= 3, forStaff ? kind <= 1 : kind == 2);
        return Raw("<span class=\"desk-status ").Raw(over ? "desk-status-over" : waits ? "desk-status-yours" : "desk-status-theirs").Raw("\">")
            .Icon(over ? "circle-check" : waits ? "message-reply" : "clock").Say(name).Raw("</span>");
    }

    public TwinText Urgency(int urgency)
    {
        var name = urgency switch { 0 => "low", 1 => "medium", _ => "high" };
        return Raw("<span class=\"desk-urgency desk-urgency-").Raw(name).Raw("\">").Icon(urgency switch { 2 => "chevron-up", 0 => "chevron-down", _ => "minus" })
            .Raw(urgency switch { 0 => "Low", 1 => "Medium", _ => "High" }).Raw("</span>");
    }

    /// <summary>What staff decided, else what the customer says.</summary>
    public TwinText Priority(string? name, bool isHighlighted, int urgency) => name is null
        ? Urgency(urgency)
        : Raw(isHighlighted ? "<span class=\"desk-priority desk-priority-high\">" : "<span class=\"desk-priority\">").Icon("flag").Say(name).Raw("</span>");

    public override string ToString() => _text.ToString();
}
