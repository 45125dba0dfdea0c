namespace RayAkka.Conformance.Samples;

[Remote]
public class Circle(string name, double radius) : Shape(name)
{
    public override string Kind() => "circle";

    public double Area() => Math.PI * radius * radius;
}
