namespace Helpdesk.EmailIngest.Reading.Replies;

/// <summary>What of an attribution ("On 1 May 2020 at 10:00, Name &lt;address&gt; wrote:") a line has.</summary>
[Flags]
internal enum LineSigns
{
    None = 0,
    Verb = 1,
    Address = 2,
    Date = 4,
    Time = 8,

    /// <summary>Begins with "On", "Am", "Le" and a figure soon after.</summary>
    LeadFirst = 16,

    /// <summary>Begins with the date itself.</summary>
    DateFirst = 32,

    /// <summary>Begins with a name or an address, and the verb or the date only then.</summary>
    NameFirst = 64,

    /// <summary>"Quoting Name:".</summary>
    QuotingFirst = 128,

    /// <summary>Ends with a colon.</summary>
    Colon = 256,

    /// <summary>Ends with an address in angles.</summary>
    AddressLast = 512,

    /// <summary>Between runs of dashes, as in "---- Name wrote ----".</summary>
    Dashed = 1024,

    /// <summary>Words with which a person tells of somebody's letter.</summary>
    Prose = 2048,
    VerbLast = 4096,

    /// <summary>"the server wrote" is a tale, but "Nora from the desk &lt;nora@desk.example&gt;" is a name.</summary>
    Article = 8192,

    /// <summary>An address in angles, with or without its name.</summary>
    Mailbox = 16384,
}
