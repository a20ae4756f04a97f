using System.Collections.Frozen;
using Helpdesk.EmailIngest.Taking;
using Helpdesk.Engine.Channels.Inbound;

namespace Helpdesk.EmailIngest.Replay;

/// <summary>A scenario's configuration as the rules of its mailboxes.</summary>
internal static class ScenarioRules
{
    private const string Department = "support";

    public static MailboxRules Of(ScenarioConfig config, string mailbox)
    {
        var mailboxes = config.Mailboxes.Select(address => address.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal);
        if (!mailboxes.Contains(mailbox.ToLowerInvariant()))
        {
            throw new ScenarioException($"'{mailbox}' is none of config.mailboxes.");
        }

        var trusted = config.TrustedAuthServers.Select(server => server.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal);
        return new MailboxRules
        {
            Address = mailbox,
            TrustedServers = trusted,
            MostBytes = config.MaxMailBytes,
            FallbackCharset = config.FallbackCharset,
            Inbound = new InboundRules
            {
                Department = Department,
                OwnAddresses = mailboxes,
                OwnDomains = (config.OwnDomains ?? [.. mailboxes.Select(address => address[(address.LastIndexOf('@') + 1)..])]).Select(domain => domain.ToLowerInvariant()).ToFrozenSet(StringComparer.Ordinal),
                Senders = One(config.SenderPolicy, "senderPolicy", ("added", SenderPolicy.Added), ("domains", SenderPolicy.Domains), ("anybody", SenderPolicy.Anybody)),
                Unwelcome = One(config.Refuse, "refuse", ("hold", Unwelcome.Hold), ("answer", Unwelcome.Answer)),
                StaffNeedProof = config.RequireAuthForStaff,
                StrangersNeedProof = trusted.Count > 0,
                TakesAnswers = config.ReplyByMail,
                CopiesJoin = One(config.CcBecomesParticipant, "ccBecomesParticipant", ("never", CopiesJoin.Never), ("authenticated", CopiesJoin.Proven), ("always", CopiesJoin.Always)),
                ReopenDays = config.ReopenDays,
                AutomaticPerHour = config.AutomaticMailsPerSender.PerHour,
                AutomaticPerDay = config.AutomaticMailsPerSender.PerDay,
            },
        };
    }

    private static T One<T>(string given, string key, params ReadOnlySpan<(string Name, T Value)> known)
    {
        foreach (var (name, value) in known)
        {
            if (name == given)
            {
                return value;
            }
        }

        throw new ScenarioException($"config.{key} is '{given}', which is none of its values.");
    }
}
