using Helpdesk.EmailIngest.Reading.Characters;

namespace Helpdesk.EmailIngest.Reading.Automatic;

/// <summary>What servers say instead of a code, by the code of RFC 3463 that means it. The first that fits counts, so the particular come first.</summary>
internal static class RefusalMeanings
{
    private static readonly (string Status, PhraseSet Phrases)[] All =
    [
        ("5.2.2", new PhraseSet(
            "mailbox full", "mailbox is full", "mailbox was full", "over quota", "overquota", "quota exceeded", "exceeded quota", "exceeds quota",
            "quota exceed",
            "exceeded storage", "exceeded its storage", "exceeded the space", "exceeded local limit", "exceeded the local limit", "out of storage",
            "insufficient storage", "not enough storage", "maximum allowed quota", "user is over", "inbox is full", "mailfolder is full", "account is full",
            "storage is full", "disk quota", "boîte aux lettres pleine", "postfach ist voll", "postfach voll", "buzón lleno", "caixa cheia",
            "casella piena")),
        ("5.3.4", new PhraseSet(
            "message too big", "message is too big", "message too large", "message is too large", "message size exceeds", "exceeds the maximum size",
            "exceeds maximum message size", "message file too big", "size limit", "exceeds fixed limit", "larger than the current system limit",
            "message exceeded maximum", "too much mail data", "message length limit", "larger than the limit")),
        ("5.2.1", new PhraseSet(
            "account is locked", "account has been disabled", "account is disabled", "account disabled", "mailbox disabled", "mailbox is disabled",
            "account has been suspended", "account suspended", "account is suspended", "user suspended", "mailbox is inactive", "inactive user",
            "account is inactive", "account inactive", "account has been discontinued", "disabled or discontinued", "recipient is suspended",
            "account expired",
            "account has expired", "is no longer active", "not currently accepting", "mailbox is not accepting", "disabled recipient")),
        ("5.1.2", new PhraseSet(
            "host unknown", "unknown host", "host not found", "domain not found", "unknown domain", "no such domain", "domain does not exist",
            "domain doesn't exist", "domain is not exist", "couldn't find any host", "could not find any host", "name or service not known", "nxdomain",
            "non-existent domain", "nonexistent domain", "unrouteable mail domain", "unroutable mail domain", "bad destination host", "does not accept mail",
            "no smtp service", "null mx", "nullmx", "no mx", "illegal host/domain name", "host or domain name not found")),
        ("5.1.8", new PhraseSet(
            "sender address rejected", "sender rejected", "sender was rejected", "unroutable sender", "unrouteable sender", "sender domain must",
            "sender verify failed",
            "domain of sender", "invalid sender", "unknown sender", "sender address does not", "my name was rejected")),
        ("5.1.1", new PhraseSet(
            "user unknown", "unknown user", "no such user", "user not found", "unknown recipient", "recipient unknown", "recipient not found",
            "recipientnotfound", "no such recipient", "no such address", "unknown address", "address unknown", "addressee unknown", "no mailbox here",
            "mailbox not found", "no such mailbox", "mailbox unavailable", "mailbox does not exist", "mailbox doesn't exist", "unknown mailbox",
            "invalid mailbox", "invalid recipient", "invalid address", "invalid user", "invalid final delivery userid", "not a valid mailbox",
            "not a valid user", "not a known user", "user doesn't have", "user does not exist", "user doesn't exist", "does not exist here",
            "address does not exist", "account does not exist", "account that you tried to reach does not exist", "recipient does not exist",
            "recipient name is not recognized", "not listed in", "not our customer", "no account by that name", "no valid recipients", "no person",
            "address wasn't found", "address couldn't be found", "couldn't find the", "recipient address rejected", "possibly incorrect",
            "unrouteable address",
            "unroutable address", "no longer valid", "no longer available", "all recipients invalid", "destinataire inconnu", "adresse inconnue",
            "empfänger unbekannt", "usuario desconocido", "usuário desconhecido", "utente sconosciuto", "ディレクトリのリストにありません")),
        ("5.4.6", new PhraseSet(
            "too many hops", "mail loop", "mail forwarding loop", "loops back to myself", "loop detected", "hop count exceeded", "routing loop")),
        ("4.4.7", new PhraseSet(
            "retry timeout exceeded", "message expired", "envelope expired", "giving up", "in the queue too long", "delivery time expired",
            "delivery expired",
            "have been failing for a long time", "retry time not reached", "not delivered within", "multiple retries", "queue lifetime")),
        ("4.4.1", new PhraseSet(
            "connection timed out", "connection refused", "timed out", "not responding", "could not connect", "couldn't connect",
            "wasn't able to establish an smtp",
            "did not accept our requests to connect", "socket error", "network error", "host not reachable", "network is unreachable", "no route to host",
            "connection dropped", "lost connection", "connection reset", "cannot connect", "host name lookup failure")),
        ("4.3.1", new PhraseSet("insufficient system", "insufficient disk", "system is full", "file system full", "disk full", "out of memory")),
        ("4.7.0", new PhraseSet(
            "greylist", "graylist", "grey-list", "temporarily deferred", "try again later", "rate limit", "too many connections", "too many messages")),
        ("5.7.1", new PhraseSet(
            "spam", "blocked", "blacklist", "blocklist", "black list", "block list", "blackhole", "policy", "access denied", "relaying denied",
            "relay not permitted", "relay denied",
            "not permitted", "not allowed", "not authorized", "not authorised", "unauthorized", "unauthenticated", "authentication required", "dmarc",
            "reverse dns",
            "ptr record", "rejected for", "reputation", "banned", "virus", "prohibited", "unsolicited", "forbidden", "refused", "rejected",
            "permission to post")),
        ("5.6.0", new PhraseSet("header error", "invalid header", "malformed", "bare lf", "bare line feed", "content error", "mime error")),
    ];

    public static string? Of(string text)
    {
        foreach (var (status, phrases) in All)
        {
            if (text.Contains(phrases))
            {
                return status;
            }
        }

        return null;
    }
}
