using System.Text.Json.Nodes;

namespace Helpdesk.Host.Api;

/// <summary>The bodies that the reference shows, as they can be sent to the demo company; a test sends each.</summary>
internal static class Examples
{
    public static Example<OpenRequest> Open { get; } = new(new JsonObject
    {
        ["subject"] = "The site answers with 503 since noon",
        ["body"] = "Only **www**, not the shop. Nothing was changed.",
        ["format"] = "markdown",
        ["department"] = "support",
        ["urgency"] = "high",
        ["cc"] = new JsonArray("webmaster@example.com", new JsonObject { ["address"] = "office@example.com", ["name"] = "The office" }),
    });

    public static Example<ChangeRequest> Change { get; } = new(new JsonObject { ["department"] = "billing", ["assignee"] = "me", ["status"] = "open" });

    public static Example<SayRequest> Say { get; } = new(new JsonObject { ["kind"] = "reply", ["body"] = "It works again, thank you." });

    public static Example<CcRequest> Cc { get; } = new(new JsonObject { ["address"] = "webmaster@example.com", ["name"] = "The webmaster" });

    public static Example<ShareRequest> Share { get; } = new(new JsonObject { ["person"] = "colleague@demo.example" });

    public static Example<AccessRequestRequest> Access { get; } = new(new JsonObject { ["name"] = "Nora Lind", ["address"] = "nora.lind@example.com", ["language"] = "nl" });

    public static Example<AccessRefusalRequest> Refusal { get; } = new(new JsonObject { ["reason"] = "She does not work there any more." });

    public static Example<NotificationSettingsRequest> Notifications { get; } = new(new JsonObject
    {
        ["kinds"] = new JsonArray(new JsonObject { ["kind"] = "changed", ["mail"] = "daily", ["list"] = true }),
        ["summaryHour"] = 17,
        ["quietFrom"] = "20:00",
        ["quietTo"] = "07:00",
        ["quietDays"] = new JsonArray("saturday", "sunday"),
        ["timeZone"] = "Europe/Amsterdam",
    });

    public static Example<ErasureRequest> Erasure { get; } = new(new JsonObject { ["confirmation"] = "nora.lind@example.com", ["withWords"] = true });

    public static Example<FedPersonRequest> FedPerson { get; } = new(new JsonObject
    {
        ["name"] = "Emma Clarke",
        ["address"] = "emma.clarke@example.com",
        ["language"] = "en",
        ["organisations"] = new JsonArray(new JsonObject { ["source"] = "panel", ["externalId"] = "42" }),
    });

    public static Example<FedOrganisationRequest> FedOrganisation { get; } = new(new JsonObject { ["name"] = "Brightwater Studio", ["membersSeeAllTickets"] = true });

    public static Example<FedServiceRequest> FedService { get; } = new(new JsonObject
    {
        ["name"] = "Web hosting M – brightwater.example",
        ["organisation"] = new JsonObject { ["source"] = "panel", ["externalId"] = "42" },
    });
}

/// <summary>What a body can look like.</summary>
internal sealed record Example<T>(JsonNode Body);

/// <summary>On an endpoint: what its body can look like.</summary>
internal sealed record ExampleBody(JsonNode Body);
