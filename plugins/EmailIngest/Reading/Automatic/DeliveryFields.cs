namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>What RFC 3464 §2.3 says of one recipient, as far as it is there.</summary>
internal sealed class DeliveryFields
{
    public string? FinalRecipient { get; set; }

    public string? OriginalRecipient { get; set; }

    public string? Action { get; set; }

    public string? Status { get; set; }

    public string? Diagnostic { get; set; }

    public bool IsEmpty => FinalRecipient is null && OriginalRecipient is null && Action is null && Status is null;
}

/// <summary>
/// The fields of a delivery status, be it a part of its own or lines in a notice. Blank lines between recipients are missing, or too many, in practice;
/// so a new recipient begins where a field comes again.
/// </summary>
internal sealed class DeliveryFieldsReader
{
    private const int MostRecipients = 100;

    private const int MostValue = 1_000;

    private readonly List<DeliveryFields> _recipients = [];

    private DeliveryFields _current = new();

    public string? OriginalMessageId { get; private set; }

    public IReadOnlyList<DeliveryFields> Recipients => _recipients;

    public static DeliveryFieldsReader Read(IEnumerable<string> lines)
    {
        var reader = new DeliveryFieldsReader();
        string? field = null;
        foreach (var line in lines)
        {
            if (field is not null && line.Length > 0 && line[0] is ' ' or '\t')
            {
                field = field!.Length < MostValue ? $"{field} {line.Trim()}" : field;
                continue;
            }

            reader.Take(field);
            field = line;
            if (line.Length == 0)
            {
                reader.EndRecipient();
            }
        }

        reader.Take(field);
        reader.EndRecipient();
        return reader;
    }

    private void Take(string? field)
    {
        var colon = field?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || _recipients.Count >= MostRecipients)
        {
            return;
        }

        var value = field![(colon + 1)..].Trim();
        switch (field[..colon].Trim().ToLowerInvariant())
        {
            case "final-recipient":
                Next(_current.FinalRecipient).FinalRecipient = Address(value);
                break;
            case "original-recipient":
                Next(_current.OriginalRecipient).OriginalRecipient = Address(value);
                break;
            case "action":
                Next(_current.Action).Action = HeaderValues.Keyword(value);
                break;
            case "status":
                Next(_current.Status).Status = StatusCodes.Enhanced(value);
                break;
            case "diagnostic-code":
                Next(_current.Diagnostic).Diagnostic = Diagnostic(value);
                break;
            case "x-original-message-id" or "original-message-id":
                OriginalMessageId ??= OriginalMail.IdIn(value);
                break;
        }
    }

    private DeliveryFields Next(string? already)
    {
        if (already is not null)
        {
            EndRecipient();
        }

        return _current;
    }

    private void EndRecipient()
    {
        if (!_current.IsEmpty)
        {
            _recipients.Add(_current);
            _current = new DeliveryFields();
        }
    }

    /// <summary>Without its type (<c>rfc822;</c>) and angle brackets.</summary>
    private static string? Address(string value)
    {
        var address = Phrases.Flat(value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..], MostValue);
        var (open, close) = (address.IndexOf('<', StringComparison.Ordinal), address.LastIndexOf('>'));
        address = open >= 0 && close > open ? address[(open + 1)..close].Trim() : address;
        return address.Length is 0 or > 320 ? null : address;
    }

    private static string? Diagnostic(string value)
    {
        var text = Phrases.Flat(value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..], MostValue);
        return text.Length == 0 ? null : text;
    }
}
