using Helpdesk.EmailIngest.Reading.Characters;
using MimeKit;

namespace Helpdesk.EmailIngest.Reading.Headers;

/// <summary>Mailboxes of a field: groups flattened, broken ones as far as an address can be seen.</summary>
internal sealed class AddressReader(ParserOptions parser, HeaderText text, ReadingLimits limits, ReadingNotes notes)
{
    /// <summary>An address and a name of some length; a field that has more characters has more addresses than count.</summary>
    private const int MostCharactersEach = 128;

    public IReadOnlyList<MailAddress> All(HeaderList headers, HeaderId id)
    {
        var found = new List<MailAddress>();
        foreach (var header in headers.Where(h => h.Id == id))
        {
            found.AddRange(Of(header).Take(limits.MostAddresses + 1 - found.Count));
            if (found.Count > limits.MostAddresses)
            {
                notes.Cut(ReadingLimits.Address, $"Only the first {limits.MostAddresses} addresses of {header.Field} are kept.");
                return found[..limits.MostAddresses];
            }
        }

        return found;
    }

    public static MailAddress Made(string? name, string address)
    {
        var shown = CleanText.OfLine(name ?? "");
        return new MailAddress(shown.Length > 0 ? shown : null, CleanText.OfLine(address));
    }

    private List<MailAddress> Of(Header header)
    {
        var raw = text.Raw(header);
        var most = limits.MostAddresses * MostCharactersEach;
        if (raw.Length > most)
        {
            notes.Cut(ReadingLimits.Address, $"{CleanText.OfLine(header.Field)} is too long to be read as a whole.");
            raw = raw[..most];
        }

        var list = InternetAddressList.TryParse(parser, raw, out var parsed) ? Flat(parsed).ToList() : [];
        var isEncoded = list.Exists(static a => a.Address.StartsWith("=?", StringComparison.Ordinal));
        var hasTooMany = raw.Contains('<', StringComparison.Ordinal) && list.Count > LooseAddresses.Count(raw);
        if (list.Count > 0 && !isEncoded && !hasTooMany)
        {
            return list;
        }

        // Some encode the whole field, addresses and all, which RFC 2047 §5 forbids.
        var loose = LooseAddresses.In(raw.Contains('@', StringComparison.Ordinal) ? raw : text.Of(raw), text).ToList();
        return loose.Count > 0 ? loose : list;
    }

    private static IEnumerable<MailAddress> Flat(InternetAddressList list)
    {
        foreach (var address in list)
        {
            if (address is GroupAddress group)
            {
                foreach (var member in Flat(group.Members))
                {
                    yield return member;
                }
            }
            else if (address is MailboxAddress { Address.Length: > 0 } box)
            {
                yield return Made(box.Name, box.Address);
            }
        }
    }
}
