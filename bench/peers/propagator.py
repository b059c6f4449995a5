"""The mixture density propagator and the published decoder as notebooks run them with PyTorch: a Python loop over one step of one walker, and the same
in batches. Random weights; the sizes are those of Trp-cage in Sidky et al. 2020: 3 latents, two layers of 100, 24 Gaussians; 50 noise values, three layers
of 200, 20 sites.

Reads commands from standard input, a line each, and answers each with the seconds it took:
    loop STEPS            one walker, one step at a time
    batch WALKERS STEPS   all walkers at once, a step and its configuration
"""

import sys
import time

import torch

LATENTS, GAUSSIANS, NOISE, SITES = 3, 24, 50, 20


class Propagator(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = torch.nn.Sequential(torch.nn.Linear(LATENTS, 100), torch.nn.ReLU(), torch.nn.Linear(100, 100), torch.nn.ReLU())
        self.alpha = torch.nn.Linear(100, GAUSSIANS)
        self.mu = torch.nn.Linear(100, GAUSSIANS * LATENTS)
        self.sigma = torch.nn.Linear(100, GAUSSIANS * LATENTS)

    def forward(self, x):
        h = self.hidden(x)
        alpha = torch.softmax(self.alpha(h), 1)
        mu = torch.sigmoid(self.mu(h)).reshape(-1, GAUSSIANS, LATENTS)
        sigma = torch.nn.functional.softplus(self.sigma(h)).reshape(-1, GAUSSIANS, LATENTS)
        rows = torch.arange(len(x))
        component = torch.multinomial(alpha, 1)[:, 0]
        return mu[rows, component] + sigma[rows, component] * torch.randn(len(x), LATENTS)


def decoder():
    layers = []
    for width in (LATENTS + NOISE, 200, 200):
        layers += [torch.nn.Linear(width, 200), torch.nn.SiLU()]
    return torch.nn.Sequential(*layers, torch.nn.Linear(200, 3 * SITES))


def loop(propagator, steps):
    x = torch.full((1, LATENTS), 0.5)
    trajectory = []
    for _ in range(steps):
        x = propagator(x)
        trajectory.append(x)


def batch(propagator, generator, walkers, steps):
    x = torch.full((walkers, LATENTS), 0.5)
    for _ in range(steps):
        x = propagator(x)
        generator(torch.cat([x, torch.randn(walkers, NOISE)], 1))


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    propagator, generator = Propagator(), decoder()
    print("ready", flush=True)
    with torch.no_grad():
        for line in sys.stdin:
            words = line.split()
            began = time.perf_counter()
            if words[0] == "loop":
                loop(propagator, int(words[1]))
            else:
                batch(propagator, generator, int(words[1]), int(words[2]))
            print(time.perf_counter() - began, flush=True)


main()
