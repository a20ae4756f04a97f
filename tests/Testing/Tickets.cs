using System.Net;

namespace Helpdesk.Testing;

/// <summary>What people do with tickets in a browser.</summary>
internal static class Tickets
{
    /// <summary>Opens a ticket by the form and returns its number.</summary>
    public static async Task<string> OpenAsync(Browser customer, string subject, string body = "It does not work.", string department = "support")
    {
        using var answer = await customer.SendFormAsync("/tickets/new", "/tickets/new", [new("Subject", subject), new("Body", body), new("Department", department)]);
        return answer.StatusCode == HttpStatusCode.Redirect
            ? answer.Headers.Location!.OriginalString.Split('/', '?', '#')[2]
            : throw new InvalidOperationException($"The form was not taken: {(int)answer.StatusCode}.");
    }
}
