"""The processes of one run: alone, or several under ``torchrun``, each with a share of the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, distributed, nn
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True, slots=True)
class Processes:
    """The own number and how many there are; the first process measures and writes."""

    rank: int = 0
    count: int = 1

    @classmethod
    def joined(cls) -> Processes:
        """As ``torch.distributed`` has been set up, or alone if it has not."""
        if not distributed.is_available() or not distributed.is_initialized():
            return cls()
        return cls(distributed.get_rank(), distributed.get_world_size())

    @property
    def first(self) -> bool:
        """Whether this is the process that measures and writes."""
        return self.rank == 0

    def wrap(self, model: nn.Module) -> nn.Module:
        """The model with gradients averaged over all processes, if there are several."""
        return model if self.count == 1 else DistributedDataParallel(model)

    def share(self, rows: Tensor) -> Tensor:
        """The own part of a batch."""
        return rows[self.rank :: self.count]

    def total(self, values: Tensor) -> Tensor:
        """Sum over all processes."""
        if self.count > 1:
            distributed.all_reduce(values)
        return values

    def from_first(self, values: list[float], device: str) -> list[float]:
        """The first process' numbers, in every process."""
        if self.count == 1:
            return values
        tensor = torch.tensor(values, device=device)
        distributed.broadcast(tensor, 0)
        return [float(v) for v in tensor]

    def seed_epoch(self, seed: int, epoch: int) -> torch.Generator:
        """Seed this process for one epoch; the answer draws the same order in all of them.

        An epoch depends on the seed and its number alone, so a continued run needs no saved
        random state.
        """
        own, shared = (
            int(np.random.SeedSequence(words).generate_state(1)[0])
            for words in ([seed, epoch, 1 + self.rank], [seed, epoch, 0])
        )
        torch.manual_seed(own)
        return torch.Generator().manual_seed(shared)
