"""A state-free reversible VAMPnet as notebooks write it with PyTorch, timed: both frames of every pair through the network, batch normalization, tanh,
automatic differentiation of the VAMP-2 loss, Adam, all pairs in one batch or batches of --batch.

Reads trajectories from one .npy file [trajectory, frame, feature], already standardized, or makes features of the same shape. Prints a line of JSON for each
epoch: its wall time, this process's user time, and the loss.
"""

import argparse
import json
import resource
import time

import numpy
import torch


def network(inputs, width, layers, outputs):
    modules = []
    for layer in range(layers):
        modules += [torch.nn.Linear(inputs if layer == 0 else width, width), torch.nn.BatchNorm1d(width), torch.nn.Tanh()]
    return torch.nn.Sequential(*modules, torch.nn.Linear(width, outputs))


def loss_of(x, y, ridge=1e-6):
    mean = (x.mean(0) + y.mean(0)) / 2
    x, y = x - mean, y - mean
    pairs = x.shape[0]
    instantaneous = (x.T @ x + y.T @ y) / (2 * pairs) + ridge * torch.eye(x.shape[1])
    lagged = (x.T @ y + y.T @ x) / (2 * pairs)
    inverse = torch.linalg.inv(torch.linalg.cholesky(instantaneous))
    return -(inverse @ lagged @ inverse.T).square().sum()


def pairs_of(trajectories, lag, most):
    early = torch.cat([trajectory[:-lag] for trajectory in trajectories])
    late = torch.cat([trajectory[lag:] for trajectory in trajectories])
    return early[:most], late[:most]


def synthetic(trajectories, frames, features):
    random = numpy.random.default_rng(1)
    values = numpy.empty((trajectories, frames, features), numpy.float32)
    values[:, 0] = random.standard_normal((trajectories, features))
    decay = 1 - 1 / numpy.linspace(5, 500, features)
    for frame in range(1, frames):
        values[:, frame] = decay * values[:, frame - 1] + numpy.sqrt(1 - decay**2) * random.standard_normal((trajectories, features))
    return values


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?")
    parser.add_argument("--features", type=int, default=40)
    parser.add_argument("--lag", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=125_000)
    parser.add_argument("--batch", type=int, default=200_000)
    parser.add_argument("--width", type=int, default=100)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--functions", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--learning-rate", type=float, default=0.01)
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.manual_seed(1)
    trajectories = numpy.load(arguments.data) if arguments.data else synthetic(25, 5001, arguments.features)
    if trajectories.ndim == 2:
        trajectories = trajectories[None]
    early, late = pairs_of(torch.from_numpy(trajectories), arguments.lag, arguments.pairs)
    model = network(early.shape[1], arguments.width, arguments.layers, arguments.functions)
    optimizer = torch.optim.Adam(model.parameters(), arguments.learning_rate)
    for epoch in range(arguments.epochs):
        began, user = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
        order = torch.randperm(len(early))
        for batch in order.split(arguments.batch):
            optimizer.zero_grad()
            loss = loss_of(model(early[batch]), model(late[batch]))
            loss.backward()
            optimizer.step()
        spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime - user
        print(json.dumps({"pairs": len(early), "seconds": time.perf_counter() - began, "user_seconds": spent, "loss": loss.item()}), flush=True)


main()
