using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Helpdesk.Architecture.Tests;

/// <summary>
/// Writes <c>docs/plugin-reference.md</c> from the documentation comments of the engine: every public type stands in one
/// chapter, with all that is said of it.
/// </summary>
internal sealed partial class PluginReference
{
    private const string Space = "Helpdesk.Engine.";

    /// <summary>Each public type of the engine, by what a plugin's author looks for.</summary>
    private static readonly (string Title, string Says, string[] Types)[] Chapters =
    [
        ("plugin.json", "What lies beside the plugin's assembly and is read before any of its code runs. Field names are written in `camelCase`; a field that is not listed is refused.",
            ["Plugins.PluginManifest", "Plugins.PluginPermission", "Plugins.Settings.SettingDeclaration", "Plugins.Settings.SettingKind", "Plugins.Settings.SettingOption", "Plugins.Commands.CommandDeclaration", "Plugins.Commands.CommandNeeds"]),
        ("The door", "One class of the assembly is the plugin. It is made anew for each generation and says what it adds.",
            ["Plugins.IPlugin", "Plugins.IPluginBuilder", "Plugins.PluginContributionException", "Plugins.PluginState"]),
        ("Before a change: hooks", "A hook sees a change of a ticket before it happens and may amend or refuse it.",
            ["Hooks.ITicketHook", "Hooks.ProposedChange", "Hooks.HookOptions", "Hooks.HookFailure", "Tickets.TicketSnapshot"]),
        ("After a change: events", "A handler hears of what has happened, at least once, however often the desk ends in between.",
            ["Outbox.Events.IEventHandler`1", "Outbox.Events.IDeskEvent", "Outbox.Delivery", "Outbox.DeliveryOptions", "Tickets.Events.ITicketEvent", "Tickets.Events.TicketOpened", "Tickets.Events.TicketReplied", "Tickets.Events.TicketNoted",
             "Tickets.Events.TicketAssigned", "Tickets.Events.TicketMoved", "Tickets.Events.TicketMerged", "Tickets.Events.TicketStatusChanged", "Tickets.Events.TicketRetyped", "Tickets.Events.TicketPrioritized", "Tickets.Events.TicketCcAdded", "Tickets.Events.TicketShared", "Tickets.Events.TicketUnshared", "People.Events.PersonErased"]),
        ("Jobs and watches", "Work for later, by the clock, or for as long as the plugin runs.", ["Outbox.Jobs.IJob`1", "Outbox.Jobs.ICronJob", "Plugins.Watches.IWatch", "Plugins.Health.IHealthReport", "Plugins.Health.HealthTrouble"]),
        ("Acts", "What can be done to a ticket, as hooks see it.",
            ["Tickets.Acts.Act", "Tickets.Acts.SayingAct", "Tickets.Acts.Open", "Tickets.Acts.Reply", "Tickets.Acts.Note", "Tickets.Acts.Assign", "Tickets.Acts.Move", "Tickets.Acts.Merge", "Tickets.Acts.Retype", "Tickets.Acts.Rename", "Tickets.Acts.SetStatus",
             "Tickets.Acts.SetFields", "Tickets.Acts.SetPriority", "Tickets.Acts.AddCc", "Tickets.Acts.RemoveCc", "Tickets.Acts.CcAddress", "Tickets.Acts.Share", "Tickets.Acts.Unshare", "Tickets.Acts.ShareWith", "Tickets.Acts.ShareKind", "Tickets.Acts.Follow", "Tickets.Acts.Unfollow", "Conversation.MessageFormat"]),
        ("Ticket types", "What customers choose and staff assess.", ["Tickets.TicketTypeOffer"]),
        ("Panels", "A piece of one of the desk's pages.", ["Pages.IPanel", "Pages.PanelContext", "Pages.PanelView", "Pages.PanelOptions", "Pages.Zones"]),
        ("Pages", "Ordinary Razor Pages below the plugin's route prefixes, in the desk's frames.",
            ["Pages.PageLayouts", "Pages.NavigationLink", "Pages.Menu", "Pages.RequirePermissionAttribute", "Pages.SignedIn", "Pages.PageNotice", "Pages.FieldTagHelper", "Pages.FieldControlTagHelper", "Pages.ValidationTagHelper", "Pages.IconTagHelper",
             "Pages.InstantTagHelper", "Pages.PanelZoneTagHelper"]),
        ("Settings", "Declared in `plugin.json`; the desk asks for them, checks and keeps them.", ["Plugins.Settings.ISettings`1", "Plugins.Settings.ISettingsTest`1", "Plugins.Settings.SettingsVerdict"]),
        ("Commands", "What can be typed at the desk's command line.", ["Plugins.Commands.IPluginCommand", "Plugins.Commands.CommandCall", "Plugins.Trials.ITrialDesks", "Plugins.Trials.ITrialDesk", "Plugins.Trials.TrialPerson", "Plugins.Trials.TrialMail"]),
        ("Messages from outside", "What a channel such as mail hands to the desk, and what becomes of it.",
            ["Channels.Inbound.IInboundDesk", "Channels.Inbound.InboundMessage", "Channels.Inbound.InboundAddress", "Channels.Inbound.InboundFile", "Channels.Inbound.InboundFailure", "Channels.Inbound.InboundNature", "Channels.Inbound.InboundProof", "Channels.Inbound.InboundRules",
             "Channels.Inbound.SenderPolicy", "Channels.Inbound.Unwelcome", "Channels.Inbound.CopiesJoin", "Channels.Inbound.InboundVerdict", "Channels.Inbound.InboundDecision", "Channels.Inbound.InboundRole", "Channels.Inbound.InboundOrder", "Channels.Inbound.InboundReleased", "Channels.Inbound.InboundDropped"]),
        ("Suggestions", "What may solve a problem, shown while a ticket is written.",
            ["Search.Suggestions.ISuggestionSource", "Search.Suggestions.SuggestionRequest", "Search.Suggestions.Suggestion", "Search.Suggestions.SuggestedText", "Search.Suggestions.SuggestionOptions"]),
        ("Personal data", "What a plugin keeps about a person, for the copy of her data.",
            ["People.Privacy.IPersonalDataSource", "People.Privacy.PersonalDataRequest", "People.Privacy.PersonalDataItem", "People.Privacy.PersonalDataField", "People.Privacy.PersonalDataOptions"]),
        ("Search", "Services that a plugin may ask for by its constructors.",
            ["Search.ISearchIndex", "Search.SearchDocument", "Search.ISearch", "Search.SearchQuestion", "Search.SearchResult", "Search.SearchHit", "Search.MarkedText"]),
        ("Tables", "The plugin's own, on the desk's database.", ["Storage.PluginTables", "Storage.ITables`1", "Storage.IUnitOfWork", "Storage.Files.IOwnFiles`1", "Storage.Files.StoredBytes"]),
        ("Reading the desk", "Tickets and people, as far as somebody may see them.",
            ["Tickets.IDeskReader", "Tickets.TicketFacts", "Tickets.StatusFacts", "Tickets.NamedFacts", "Tickets.MessageFacts", "Tickets.PersonFacts", "Tickets.MembershipFacts", "Tickets.TicketCounts", "Workflow.StatusKind", "Tickets.Urgency", "Access.Actor", "Access.Role"]),
        ("Texts", "What people read, in their languages.", ["Texts.Words", "Texts.LocalizedText", "Texts.RichText", "Texts.RichTextHeading"]),
        ("Demo", "For whoever looks around.", ["Demo.IDemoContent"]),
    ];

    private readonly Dictionary<string, XElement> _comments;
    private readonly Dictionary<string, Type> _types;

    public PluginReference()
    {
        var engine = Assembly.Load("Helpdesk.Engine");
        _types = engine.GetExportedTypes().ToDictionary(type => type.FullName!, StringComparer.Ordinal);
        _comments = XDocument.Load(Path.ChangeExtension(engine.Location, ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    /// <summary>Public types that stand in no chapter, chapters' types that are not there, and members of which nothing is said.</summary>
    public IEnumerable<string> Gaps()
    {
        var told = Chapters.SelectMany(chapter => chapter.Types).Select(type => Space + type).ToList();
        foreach (var type in _types.Keys.Where(IsContract).Except(told, StringComparer.Ordinal))
        {
            yield return $"{type} stands in no chapter of the reference";
        }

        foreach (var type in told.Where(type => !_types.ContainsKey(type)))
        {
            yield return $"{type} stands in the reference and is not there";
        }

        foreach (var (type, member) in told.Where(_types.ContainsKey).SelectMany(type => Members(_types[type]).Select(member => (type, member))).Where(told => Said(told.member.Id, "summary").Length == 0))
        {
            yield return $"{type}: nothing is said of {member.Name}";
        }
    }

    public string Write()
    {
        var page = new StringBuilder("# Reference of every extension point\n\nWritten from the engine's own documentation comments by the tests of `tests/Architecture`; don't edit it. How to begin: [plugins.md](plugins.md).\n");
        foreach (var (title, says, types) in Chapters)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{says}\n");
            foreach (var type in types.Select(type => _types[Space + type]))
            {
                Write(page, type);
            }
        }

        return page.ToString();
    }

    private void Write(StringBuilder page, Type type)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {NameOf(type)}\n\n{Said("T:" + type.FullName, "summary")}\n");
        if (Said("T:" + type.FullName, "remarks") is { Length: > 0 } remarks)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{remarks}\n");
        }

        if (EventName(type) is { } name)
        {
            page.Append(CultureInfo.InvariantCulture, $"\nStable name: `{name}`\n");
        }

        var lines = Parameters("T:" + type.FullName).Concat(Members(type).Select(member => (member.Name, Said(member.Id, "summary") + After(member.Id)))).ToList();
        if (lines.Count > 0)
        {
            page.Append("\n| | |\n|---|---|\n").AppendJoin('\n', lines.Select(line => $"| `{line.Item1}` | {line.Item2} |")).Append('\n');
        }
    }

    /// <summary>What goes in, what comes out, and what is thrown.</summary>
    private string After(string id)
    {
        var said = new StringBuilder();
        foreach (var (name, text) in Parameters(id).Where(parameter => parameter.Item1 is not "cancellationToken"))
        {
            said.Append(CultureInfo.InvariantCulture, $" · `{name}`: {text}");
        }

        if (Said(id, "returns") is { Length: > 0 } returns)
        {
            said.Append(CultureInfo.InvariantCulture, $" → {returns}");
        }

        foreach (var thrown in _comments.TryGetValue(id, out var member) ? member.Elements("exception") : [])
        {
            said.Append(CultureInfo.InvariantCulture, $" ⚠ `{Short(thrown.Attribute("cref")!.Value)}`: {Text(thrown)}");
        }

        return said.ToString();
    }

    private IEnumerable<(string, string)> Parameters(string id) =>
        _comments.TryGetValue(id, out var member) ? member.Elements("param").Concat(member.Elements("typeparam")).Select(parameter => (parameter.Attribute("name")!.Value, Text(parameter))) : [];

    private IEnumerable<(string Id, string Name)> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var open = type.GetMembers(Own).Where(IsOpen).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var fromParameters = Parameters("T:" + type.FullName).Select(parameter => parameter.Item1).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _comments.Keys.Where(id => id[0] is 'P' or 'M' or 'F' && OwnerOf(id) == type.FullName))
        {
            var name = NameIn(id);
            if (name != "#ctor" && open.Contains(name.Split('`')[0]) && !fromParameters.Contains(name) && !_comments[id].Elements("inheritdoc").Any())
            {
                yield return (id, name.Split('`')[0]);
            }
        }
    }

    private string Said(string id, string what) => _comments.TryGetValue(id, out var member) && member.Element(what) is { } element ? Text(element) : "";

    private static string? EventName(Type type) =>
        type is { IsClass: true } && type.GetProperty("EventName", BindingFlags.Public | BindingFlags.Static) is { } name ? (string?)name.GetValue(null) : null;

    private static bool IsOpen(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily) && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)),
        PropertyInfo property => property.GetMethod is { } get && (get.IsPublic || get.IsFamily),
        FieldInfo field => field.IsPublic,
        _ => false,
    };

    private static bool IsContract(string type) => !type.Contains("AspNetCoreGenerated", StringComparison.Ordinal) && type.StartsWith(Space, StringComparison.Ordinal);

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>" : type.Name;

    private static string OwnerOf(string id)
    {
        var path = id[2..].Split('(')[0];
        return path[..path.LastIndexOf('.')];
    }

    private static string NameIn(string id)
    {
        var path = id[2..].Split('(')[0];
        return path[(path.LastIndexOf('.') + 1)..];
    }

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Inline)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value.Replace("<", "&lt;", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{(see.Attribute("cref") is { } to ? Short(to.Value) : see.Attribute("langword")?.Value)}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Inline)) + " ",
        _ => "",
    };

    /// <summary>The last two parts of a reference: a type, or a type's member.</summary>
    private static string Short(string reference)
    {
        var parts = reference[2..].Split('(')[0].Split('.');
        var shown = reference[0] == 'T' ? parts[^1] : $"{parts[^2]}.{parts[^1]}";
        return Arity().Replace(shown, "");
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Arity();
}
