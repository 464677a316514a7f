"""Loading: plan, write, remember and undo what tables assert."""
