using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Fixtures.StealsRouteByController;

/// <summary>One action below the prefix, one outside.</summary>
[Route("steals-route-by-controller")]
public sealed class StealController : Controller
{
    /// <summary>Where it may be.</summary>
    [HttpGet("fine")]
    public IActionResult Fine() => Content("fine");

    /// <summary>Where it must not be.</summary>
    [HttpGet("/agent/steal")]
    public IActionResult Steal() => Content("stolen");
}
