namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>Signs that a program sent a mail, be it an answer or not.</summary>
internal static class ProgramHeaders
{
    public static IReadOnlyList<string> Of(Evidence mail)
    {
        List<string> signs = [];
        var headers = mail.Headers;
        if (AutoSubmitted.Keyword(headers) is { } keyword)
        {
            signs.Add($"auto-submitted: {keyword}");
        }

        if (mail.Sender.HasNullPath)
        {
            signs.Add("return-path: <>");
        }

        if (mail.Sender.Standing == Standing.Daemon)
        {
            signs.Add(mail.Sender.Because);
        }

        AddMachines(signs, headers);
        if (BulkPrecedence(headers) is { } precedence)
        {
            signs.Add(precedence);
        }

        return [.. signs.Distinct(StringComparer.Ordinal)];
    }

    private static void AddMachines(List<string> signs, HeaderValues headers)
    {
        if (headers.All("X-FC-MachineGenerated").Any(value => HeaderValues.Keyword(value) == "true"))
        {
            signs.Add("x-fc-machinegenerated: true");
        }

        // Exchange puts lesser values on mail that people send through distribution lists; only programs ask for no answer of any kind.
        if (headers.First("X-Auto-Response-Suppress") is { } suppress && HeaderValues.Keyword(suppress) == "all")
        {
            signs.Add("x-auto-response-suppress: all");
        }

        if (headers.Has("X-Cron-Env"))
        {
            signs.Add("x-cron-env");
        }
    }

    /// <summary>Bulk mail is a program's, but what people write to a list is marked so too.</summary>
    private static string? BulkPrecedence(HeaderValues headers)
    {
        var precedence = headers.All("Precedence").Select(HeaderValues.Keyword).FirstOrDefault(value => value is "bulk" or "junk");
        return precedence is null || ListHeaders.IsDiscussion(headers) ? null : $"precedence: {precedence}";
    }
}
