using System.CommandLine;
using Helpdesk.EmailIngest.Fetching;
using Helpdesk.EmailIngest.Mailboxes;
using Helpdesk.EmailIngest.Tables;
using Helpdesk.Engine.Plugins.Commands;
using Helpdesk.Engine.Storage.Files;

namespace Helpdesk.EmailIngest.Commands;

/// <summary>
/// <c>helpdesk mail deliver</c>: what a mail server pipes a mail into. It writes the mail to the spool and returns, and it asks nobody for that: the
/// desk may be down. The statuses are those of sysexits.h, by which mail servers know whether to try again.
/// </summary>
internal sealed class DeliverCommand(IOwnFiles<MailTables> files, TimeProvider time) : IPluginCommand
{
    private const int Done = 0;
    private const int WrongArguments = 64;
    private const int NoMail = 65;
    private const int TryAgain = 75;

    /// <inheritdoc />
    public async Task<int> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var mailbox = new Option<string>("--mailbox") { Description = "The name of the mailbox.", Required = true };
        var input = new Option<string?>("--input") { Description = "The file that the mail is in; standard input unless told." };
        var root = new RootCommand("Writes one mail (RFC 5322) to the spool of a mailbox, and returns. Status 0: it is safe; 65: there is no mail; 75: try again later.") { mailbox, input };
        root.SetAction((parsed, token) => DeliverAsync(call, parsed.GetValue(mailbox)!, parsed.GetValue(input), token));
        var typed = root.Parse(call.Arguments);
        var status = await typed.InvokeAsync(new InvocationConfiguration { Error = call.Errors }, cancellationToken);
        return typed.Errors.Count > 0 ? WrongArguments : status;
    }

    private async Task<int> DeliverAsync(CommandCall call, string mailbox, string? input, CancellationToken cancellationToken)
    {
        if (!MailboxName.IsOne(mailbox) || !Spool.Exists(files.Folder, mailbox))
        {
            // Perhaps it is being set up: a mail server keeps the mail and tries again.
            await call.Errors.WriteLineAsync($"There is no mailbox '{mailbox}' on this desk.");
            return TryAgain;
        }

        try
        {
            await using var file = input is null ? null : new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (await Spool.PutAsync(files.Folder, mailbox, file ?? call.Input, time.GetUtcNow(), cancellationToken))
            {
                return Done;
            }

            await call.Errors.WriteLineAsync("There is nothing in the mail.");
            return NoMail;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            await call.Errors.WriteLineAsync($"The mail could not be kept: {fault.Message}");
            return TryAgain;
        }
    }
}
