using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Platform.ServiceDefaults;

namespace Retail.Api;

/// <summary>Keeps shoppers to themselves: who is not <see cref="RetailAccess.AnyShopper"/> is only the subject of the token.</summary>
public sealed class OwnShopper(IAuthorizationService authorization)
{
    public async Task<bool> MayActForAsync(ClaimsPrincipal caller, string shopperId) =>
        caller.SubjectId() == shopperId
        || (await authorization.AuthorizeAsync(caller, RetailAccess.AnyShopper.Name)).Succeeded;
}
