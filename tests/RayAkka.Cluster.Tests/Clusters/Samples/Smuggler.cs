using System.Reflection;
using System.Reflection.Emit;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>An actor whose signatures do not say what it takes and gives.</summary>
[Remote]
public class Smuggler
{
    private int _calls;

    public string Take(object value)
    {
        _calls++;
        return value.GetType().Name;
    }

    public object Give(string kind) => kind switch
    {
        "contraband" => new Contraband { Weight = 5 },
        "hidden" => new List<object> { 1, new Contraband() },
        _ => kind,
    };

    public int Calls() => _calls;

    public void ThrowContraband() => throw new ContrabandException("seized") { Goods = new Contraband { Weight = 9 } };

    /// <summary>Throws an exception of a type that no other process could find.</summary>
    public void ThrowUnknown()
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Nowhere"), AssemblyBuilderAccess.Run).DefineDynamicModule("Nowhere");
        var type = module.DefineType("Nowhere.StrangeException", TypeAttributes.Public, typeof(InvalidOperationException)).CreateType();
        throw (Exception)Activator.CreateInstance(type)!;
    }
}
