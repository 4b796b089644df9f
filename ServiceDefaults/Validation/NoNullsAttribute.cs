using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceDefaults;

/// <summary>A list without holes: JSON's null gets past the types of its elements.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NoNullsAttribute() : ValidationAttribute("must not hold null")
{
    public override bool IsValid(object? value) => value is not IEnumerable elements || elements.Cast<object?>().All(element => element is not null);
}
