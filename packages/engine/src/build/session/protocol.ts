import { fromJSON, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

// The parts of BuildKit's session protocol that a client serves, and the progress it is sent.
// Source: moby/buildkit session/{auth,filesync,secrets,sshforward}, api/services/control; tonistiigi/fsutil types.
const files = [
  `syntax = "proto3"; package grpc.health.v1;
   message HealthCheckRequest { string service = 1; }
   message HealthCheckResponse { int32 status = 1; }
   service Health { rpc Check(HealthCheckRequest) returns (HealthCheckResponse); }`,
  `syntax = "proto3"; package moby.buildkit.secrets.v1;
   message GetSecretRequest { string ID = 1; map<string, string> annotations = 2; }
   message GetSecretResponse { bytes data = 1; }
   service Secrets { rpc GetSecret(GetSecretRequest) returns (GetSecretResponse); }`,
  `syntax = "proto3"; package moby.filesync.v1;
   message CredentialsRequest { string Host = 1; }
   message CredentialsResponse { string Username = 1; string Secret = 2; }
   service Auth { rpc Credentials(CredentialsRequest) returns (CredentialsResponse); }`,
  `syntax = "proto3"; package moby.sshforward.v1;
   message BytesMessage { bytes data = 1; }
   message CheckAgentRequest { string ID = 1; }
   message CheckAgentResponse { }
   service SSH { rpc CheckAgent(CheckAgentRequest) returns (CheckAgentResponse);
     rpc ForwardAgent(stream BytesMessage) returns (stream BytesMessage); }`,
  `syntax = "proto3"; package fsutil.types;
   message Stat { string path = 1; uint32 mode = 2; uint32 uid = 3; uint32 gid = 4; int64 size = 5;
     int64 modTime = 6; string linkname = 7; int64 devmajor = 8; int64 devminor = 9; map<string, bytes> xattrs = 10; }
   message Packet { int32 type = 1; Stat stat = 2; uint32 ID = 3; bytes data = 4; }`,
  `syntax = "proto3"; package moby.filesync.v1;
   service FileSync { rpc DiffCopy(stream fsutil.types.Packet) returns (stream fsutil.types.Packet); }`,
  `syntax = "proto3"; package moby.buildkit.v1;
   message Timestamp { int64 seconds = 1; int32 nanos = 2; }
   message Vertex { string digest = 1; repeated string inputs = 2; string name = 3; bool cached = 4;
     Timestamp started = 5; Timestamp completed = 6; string error = 7; }
   message VertexStatus { string ID = 1; string vertex = 2; string name = 3; int64 current = 4; int64 total = 5; }
   message VertexLog { string vertex = 1; Timestamp timestamp = 2; int64 stream = 3; bytes msg = 4; }
   message StatusResponse { repeated Vertex vertexes = 1; repeated VertexStatus statuses = 2; repeated VertexLog logs = 3; }`,
];

const root = new protobuf.Root();
for (const file of files) protobuf.parse(file, root, { keepCase: true });
root.resolveAll();

/** The message type of the build's progress. */
export const statusResponse = root.lookupType('moby.buildkit.v1.StatusResponse');

const definitions: PackageDefinition = fromJSON(root.toJSON(), { keepCase: true, longs: String });

/** The gRPC definition of a service, such as `moby.filesync.v1.FileSync`. */
export const serviceDefinition = (name: string) => definitions[name] as ServiceDefinition;

/** Kinds of fsutil packets. */
export const packet = { stat: 0, request: 1, data: 2, finish: 3, error: 4 } as const;

/** What an fsutil packet holds; numbers of 64 bits are texts. */
export interface Packet {
  readonly type: number;
  readonly stat?: Stat;
  readonly ID?: number;
  readonly data?: Buffer;
}

/** One file as fsutil describes it. `mode` has Go's bits, `modTime` is nanoseconds since 1970. */
export interface Stat {
  readonly path: string;
  readonly mode: number;
  readonly size: string;
  readonly modTime: string;
  readonly linkname?: string;
}
