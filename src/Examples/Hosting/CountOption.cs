using System.CommandLine;

namespace RayAkka.Examples.Hosting;

/// <summary>Makes command-line options that take how many of something: a whole number from 1 on.</summary>
internal static class CountOption
{
    public static Option<int?> Create(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            // GetValue fails on what is no number at all, and that error is reported by itself
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var value) && value < 1)
            {
                result.AddError($"{name} must be 1 or more; {value} was given.");
            }
        });
        return option;
    }
}
