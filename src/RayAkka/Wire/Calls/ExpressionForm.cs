using System.Reflection;
using RayAkka.CompilerServices;
using RayAkka.Expressions;

namespace RayAkka.Wire;

/// <summary>
/// Calls in the expression form: the method, and each argument as a value, a ref with the conversion of its object, or the place of the token.
/// What the generator would know of the method is read from its attributes again, where the call runs.
/// </summary>
internal sealed class ExpressionForm : CallForm
{
    private readonly ConstructorInfo _constructor;
    private readonly Type? _actor;
    private readonly bool _isCreation;

    public ExpressionForm(Type type)
    {
        _constructor = type.GetConstructors()[0];
        _isCreation = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ExpressionActorCreation<>);
        for (var current = type; current is not null; current = current.BaseType)
        {
            var definition = current.IsGenericType ? current.GetGenericTypeDefinition() : null;
            if (definition == typeof(ActorCreation<>) || definition == typeof(ActorCall<,>) || definition == typeof(VoidActorCall<>)
                || definition == typeof(AsyncActorCall<,>) || definition == typeof(AsyncVoidActorCall<>) || definition == typeof(StreamActorCall<,>))
            {
                _actor = current.GetGenericArguments()[0];
            }
        }
    }

    public override void Write(WireWriter writer, ObjectRef call, IWireContext context)
    {
        var bound = ((IExpressionCall)call).Call ?? throw new ArgumentException($"{call} has ended and cannot be sent.");
        MethodWire.Write(writer, bound.Plan.Member, _actor, context);
        context.Types.Admit(bound.Plan.Member);
        foreach (var argument in bound.Arguments)
        {
            ArgumentWire.Write(writer, argument, context);
        }
    }

    public override ObjectRef Read(WireReader reader, IWireContext context)
    {
        var call = ReadCall(reader, context);
        return (ObjectRef)_constructor.Invoke([DescriptorOf(call.Plan), call]);
    }

    public override void ReadArguments(WireReader reader, ObjectRef call, IWireContext context) =>
        ((IExpressionCall)call).Call = ReadCall(reader, context);

    private BoundCall ReadCall(WireReader reader, IWireContext context)
    {
        var method = MethodWire.Read(reader, _actor, _isCreation, context);
        if (_actor is not null && !method.DeclaringType!.IsAssignableFrom(_actor))
        {
            throw new WireFormatException($"{_actor} has no method {method}.");
        }

        if (_isCreation && method.DeclaringType != _actor)
        {
            throw new WireFormatException($"{method} does not make a {_actor}.");
        }

        if (_actor is null != method.IsStatic)
        {
            throw new WireFormatException($"{method} cannot be called that way.");
        }

        var plan = PlanOf(method);
        context.Types.Admit(method);
        var arguments = new CallArgument[plan.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ArgumentWire.Read(reader, plan.Parameters[i], context);
        }

        return new BoundCall(plan, arguments);
    }

    private static CallPlan PlanOf(MethodBase method)
    {
        try
        {
            return CallPlan.For(method);
        }
        catch (ArgumentException e)
        {
            throw new WireFormatException(e.Message, e);
        }
    }

    private object DescriptorOf(CallPlan plan) => _isCreation ? Descriptors.OfClass(_actor!)
        : _actor is null ? Descriptors.OfFunction(plan)
        : Descriptors.OfMethod(_actor, plan);
}
