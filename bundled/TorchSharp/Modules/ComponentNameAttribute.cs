namespace TorchSharp.Utils;

/// <summary>Gives a component another name than its field's.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
