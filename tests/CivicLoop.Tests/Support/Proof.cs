using CivicLoop.Web.Data;
using CivicLoop.Web.Events;

namespace CivicLoop.Tests.Support;

/// <summary>What <c>verify</c> and <c>rebuild</c> do, over every kind of stream there is.</summary>
public static class Proof
{
    public static Verified Of(City city) => StreamProof.Verify(city, Web.Program.Streams, Web.Program.Proofs);

    public static long Rebuild(City city) => StreamRebuild.Run(city, Web.Program.Streams);
}
