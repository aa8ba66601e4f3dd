import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';
import { greeterFiles } from './greeter';

const server = (name: string) => `"""The ${name} service."""

import logging
import os
from concurrent import futures

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

import greeter_pb2
import greeter_pb2_grpc

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello")


class Greeter(greeter_pb2_grpc.GreeterServicer):
    def SayHello(
        self, request: greeter_pb2.HelloRequest, context: grpc.ServicerContext
    ) -> greeter_pb2.HelloReply:
        return greeter_pb2.HelloReply(message=f"{GREETING}, {request.name}!")


def create_server(address: str) -> tuple[grpc.Server, int]:
    """A server that listens, and its port."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    greeter_pb2_grpc.add_GreeterServicer_to_server(Greeter(), server)
    # What Kubernetes and grpc_health_probe ask.
    checks = health.HealthServicer()
    checks.set("", health_pb2.HealthCheckResponse.SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(checks, server)
    return server, server.add_insecure_port(address)


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    server, port = create_server("0.0.0.0:50051")
    server.start()
    logging.info("listening on port %d", port)
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:
        # The container is stopped: what has begun may end.
        server.stop(grace=5).wait()


if __name__ == "__main__":
    main()
`;

const test = `from collections.abc import Iterator

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

import greeter_pb2
import greeter_pb2_grpc
from server import create_server


@pytest.fixture
def channel() -> Iterator[grpc.Channel]:
    server, port = create_server("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield channel
    server.stop(grace=None).wait()


def test_hello(channel: grpc.Channel) -> None:
    stub = greeter_pb2_grpc.GreeterStub(channel)
    reply = stub.SayHello(greeter_pb2.HelloRequest(name="World"))
    assert reply.message == "Hello, World!"


def test_health(channel: grpc.Channel) -> None:
    stub = health_pb2_grpc.HealthStub(channel)
    reply = stub.Check(health_pb2.HealthCheckRequest())
    assert reply.status == health_pb2.HealthCheckResponse.SERVING
`;

/** A gRPC server, with the health service that gRPC defines. */
export const grpc: FrameworkTemplate = {
  name: 'grpc',
  title: 'gRPC',
  what: 'A gRPC server',
  requires: ['grpcio', 'grpcio-health-checking', 'protobuf'],
  develops: ['grpcio-tools'],
  settings: [{ ...greeting(), means: 'the first word of what it says; by default Hello' }],
  notes: [
    'After a change of greeter.proto, make its code again:',
    '',
    '```sh',
    'python -m grpc_tools.protoc -I. --python_out=. --pyi_out=. --grpc_python_out=. greeter.proto',
    '```',
  ],
  files: ({ distribution }) => ({
    'server.py': server(distribution),
    ...greeterFiles,
    'tests/test_server.py': test,
  }),
};
