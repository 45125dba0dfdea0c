namespace RayAkka.Wire;

/// <summary>
/// <see cref="RayOptions.VerifyWire"/>: what is handed over within this process is written and read back as if it went to another one. The receiver gets
/// what was read, so that what would be lost on the way is lost here too.
/// </summary>
internal sealed class WireCheck(TypeGate types)
{
    /// <summary>Sends a value, which is its receiver's own already.</summary>
    /// <exception cref="ArgumentException">It, or something inside it, may not travel; one sentence.</exception>
    /// <exception cref="WireFormatException">It could not be read; one sentence.</exception>
    public T Pass<T>(T value)
    {
        var trip = new WireTrip(types);
        ValueWire.Write(trip.Writer, value, trip);
        return ValueWire.Read<T>(trip.Arrive(), trip);
    }

    /// <summary>Sends an exception; whatever part of it cannot travel stays behind.</summary>
    public Exception Pass(Exception thrown)
    {
        var trip = new WireTrip(types);
        ErrorWire.Write(trip.Writer, thrown, trip);
        return ErrorWire.Read(trip.Arrive(), trip);
    }

    /// <summary>Sends a call that was not submitted yet: it has the arguments that arrive.</summary>
    /// <returns>Why it could not be sent, or null.</returns>
    public Exception? TryPass(ObjectRef call)
    {
        try
        {
            var trip = new WireTrip(types);
            CallWire.Write(trip.Writer, call, trip);
            CallWire.ReadArguments(trip.Arrive(), call, trip);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e;
        }
    }
}
