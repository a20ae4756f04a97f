using System.Text.Json;

namespace Helpdesk.Engine.Outbox;

/// <summary>How payloads are stored: plain JSON of the declared type, no type names, unknown members ignored so that older rows stay readable.</summary>
internal static class OutboxJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { MaxDepth = 32 };
}
