using System.Text.Json.Nodes;

namespace Helpdesk.Engine.People.Privacy;

/// <summary>A part of what the desk knows of somebody.</summary>
/// <param name="Key">Such as <c>tickets</c>.</param>
/// <param name="Items">Read as they are wanted: whoever has asked much has many.</param>
internal sealed record DataSection(string Key, IAsyncEnumerable<JsonObject> Items);

/// <summary>A file that belongs to it.</summary>
/// <param name="Path">Where the items say that it is.</param>
/// <param name="Hash">Of its bytes.</param>
internal sealed record DataFile(string Path, string Hash);
